package dev.flinklabs.coach.starters;

import static dev.flinklabs.coach.SmallCourse.PHASE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.coach.SmallCourse;
import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.starters.Starters.Writing;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class StartersTest {

    @TempDir Path directory;

    private SmallCourse course;

    @BeforeEach
    void a_course() {
        course = SmallCourse.in(directory);
    }

    @Test
    void every_file_of_the_solutions_becomes_a_starter() {
        String conf = "src/main/conf/lab01/flink-conf.yaml";
        String given = "src/main/resources/log4j2.properties";
        String image = "src/main/resources/lab01/pixel.bin";
        course.write(
                "solutions/" + PHASE + "/" + conf,
                "a: 1\n# BEGIN SOLUTION\nb: 2\n# END SOLUTION\n");
        course.write("solutions/" + PHASE + "/" + given, "a=1\n");
        byte[] bytes = {(byte) 0xff, 0, (byte) 0xfe};
        Disk.write(directory.resolve("solutions").resolve(PHASE).resolve(image), bytes);

        assertThat(course.starters().write(course.catalogue(), false).written())
                .containsExactly(
                        Path.of(PHASE, conf), Path.of(PHASE, image), Path.of(PHASE, given));
        assertThat(course.read(PHASE + "/" + conf)).isEqualTo("a: 1\n");
        assertThat(directory.resolve(PHASE).resolve(image)).hasBinaryContent(bytes);
        assertThat(course.starters().differences(course.catalogue())).isEmpty();
    }

    @Test
    void each_difference_is_named() throws Exception {
        course.solve("0.1");
        Files.delete(directory.resolve(SmallCourse.starter("0.2")));
        course.write(PHASE + "/src/main/java/Stray.java", "");
        course.write("solutions/" + PHASE + "/src/main/resources/lab09/late.sql", "");

        assertThat(course.starters().differences(course.catalogue()))
                .containsExactlyInAnyOrder(
                        SmallCourse.starter("0.1") + " is not what its solution gives.",
                        SmallCourse.starter("0.2") + " is missing: its solution is there.",
                        PHASE
                                + "/src/main/java/Stray.java has no solution to be cut from. Delete"
                                + " it, or add the solution.",
                        "solutions/"
                                + PHASE
                                + "/src/main/resources/lab09/late.sql belongs to no lab that has a"
                                + " page.");
    }

    @Test
    void a_solution_of_a_phase_without_pages_is_a_stray() {
        course.write("solutions/phase-4-later/src/main/java/A.java", "");
        assertThat(course.starters().strays(course.catalogue()))
                .containsExactly(
                        "solutions/phase-4-later/src/main/java/A.java belongs to no lab that has a"
                                + " page.");
    }

    @Test
    void nothing_is_written_while_a_mark_is_wrong_and_every_defect_is_named() {
        course.solve("0.1");
        String before = course.read(SmallCourse.starter("0.1"));
        course.write(SmallCourse.solution("0.2"), "// END SOLUTION\n");
        course.write("solutions/" + PHASE + "/src/main/resources/a.sql", "-- STUB b\n");

        assertThatThrownBy(() -> course.starters().write(course.catalogue(), true))
                .hasMessageContainingAll(
                        SmallCourse.solution("0.2") + ":1: END", "a.sql:1: STUB outside");
        assertThat(course.read(SmallCourse.starter("0.1"))).isEqualTo(before);
    }

    @Test
    void a_starter_that_somebody_edited_is_kept_until_it_may_be_overwritten() {
        course.solve("0.1");
        Writing writing = write(false);
        assertThat(writing.kept()).containsExactly(Path.of(SmallCourse.starter("0.1")));
        assertThat(writing.written()).isEmpty();
        assertThat(course.read(SmallCourse.starter("0.1"))).contains("amount();");

        assertThat(write(true).written()).containsExactly(Path.of(SmallCourse.starter("0.1")));
        assertThat(course.read(SmallCourse.starter("0.1"))).doesNotContain("amount();");
    }

    @Test
    void a_starter_as_it_was_written_before_is_written_anew() {
        changeSolution("0.1");
        assertThat(write(true).written()).containsExactly(Path.of(SmallCourse.starter("0.1")));
        changeSolution("0.1");
        assertThat(write(false).written()).containsExactly(Path.of(SmallCourse.starter("0.1")));
    }

    @Test
    void a_starter_as_it_was_committed_is_written_anew() {
        course.commit();
        Disk.delete(directory.resolve(".lab"));
        changeSolution("0.1");
        changeSolution("0.2");
        course.solve("0.2");

        Writing writing = write(false);
        assertThat(writing.written()).containsExactly(Path.of(SmallCourse.starter("0.1")));
        assertThat(writing.kept()).containsExactly(Path.of(SmallCourse.starter("0.2")));
    }

    @Test
    void a_lab_without_a_solution_is_refused() {
        Disk.delete(directory.resolve("solutions").resolve(PHASE));
        assertThatThrownBy(() -> course.starters().of(course.lab("0.1")))
                .hasMessageStartingWith(
                        "Lab 0.1 has no reference solution: there is no file below a folder lab01"
                                + " in solutions/");
    }

    @Test
    void marks_in_a_kind_of_file_that_has_none_are_refused() {
        course.write(
                "solutions/" + PHASE + "/src/main/resources/lab01/a.json", "// BEGIN SOLUTION\n");
        assertThatThrownBy(() -> course.starters().of(course.lab("0.1")))
                .hasMessageContaining("this kind of file has no marks");
    }

    @Test
    void a_repair_lab_starts_with_its_wrong_answer_in_place() {
        String page = SmallCourse.page("0.1", "read-orders");
        course.write(page, course.read(page).replace("starter: blank", "starter: no-drop"));
        course.write(
                SmallCourse.solution("0.1"),
                SmallCourse.code("0.1")
                        .replaceFirst(" *// STUB.*\n", "")
                        .replace("amount();", "amount(); // the answer"));
        course.write(
                SmallCourse.wrong("0.1", "no-drop"),
                course.read(SmallCourse.wrong("0.1", "no-drop")));

        assertThat(
                        course.starters()
                                .of(course.lab("0.1"))
                                .text(SmallCourse.starter("0.1").substring(PHASE.length() + 1)))
                .isEqualTo(
                        """
                        package dev.flinklabs.baseline.lab01;

                        import java.util.List;

                        /** Reads orders. */
                        class Orders {
                            void read() {
                                amount();
                                time();
                            }
                        }
                        """);
    }

    private Writing write(boolean overwrite) {
        return course.starters().write(course.catalogue(), overwrite);
    }

    private void changeSolution(String id) {
        String solution = SmallCourse.solution(id);
        course.write(solution, course.read(solution).replace("/** ", "/** Well, "));
    }
}
