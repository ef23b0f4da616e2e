package dev.flinklabs.coach;

import static dev.flinklabs.coach.SmallCourse.PHASE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.files.Disk;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class ResetCommandTest {

    private static final String STARTER = SmallCourse.starter("0.1");
    private static final String FOLDER = STARTER.replace("/Orders.java", "");

    @TempDir Path directory;

    private SmallCourse course;
    private CommandLineUser user;

    @BeforeEach
    void a_course() {
        course = SmallCourse.in(directory);
        user = new CommandLineUser(directory);
    }

    @Test
    void the_starter_is_put_back_and_the_students_files_are_saved() {
        Map<String, String> starters = filesOfPhase();
        course.solve("0.1").write(FOLDER + "/parts/Mine.java", "class Mine {}\n");

        assertThat(user.lab("reset", "0.1")).isZero();
        assertThat(user.out())
                .isEqualTo(
                        """
                        0.1 Read orders is its starter again.

                          written   phase-0-baseline/src/main/java/dev/flinklabs/baseline/lab01/Orders.java
                          removed   phase-0-baseline/src/main/java/dev/flinklabs/baseline/lab01/parts/Mine.java

                        Your files as they were are saved in .lab/saved/0.1-1. Undo: ./lab restore 0.1-1
                        """);
        assertThat(filesOfPhase()).isEqualTo(starters);
        assertThat(directory.resolve(FOLDER + "/parts")).doesNotExist();
        assertThat(course.read(".lab/saved/0.1-1" + STARTER.substring(PHASE.length())))
                .isEqualTo(SmallCourse.code("0.1"));
    }

    @Test
    void undo_restores_byte_for_byte_what_was_edited_added_or_deleted() throws IOException {
        Files.delete(directory.resolve(STARTER));
        Files.write(directory.resolve(FOLDER + "/bytes.bin"), new byte[] {0, -1, 13, 10, -61});
        course.write(FOLDER + "/parts/Part.java", "Größe, no line end")
                .write(FOLDER + "/empty", "");
        Map<String, String> before = filesOfPhase();

        user.lab("reset", "0.1");
        assertThat(filesOfPhase()).isNotEqualTo(before);

        assertThat(undo()).isZero();
        assertThat(filesOfPhase()).isEqualTo(before);
    }

    @Test
    void a_student_who_deleted_everything_gets_nothing_back_by_undo() throws IOException {
        Files.delete(directory.resolve(STARTER));
        user.lab("reset", "0.1");
        assertThat(directory.resolve(STARTER)).exists();
        undo();
        assertThat(directory.resolve(STARTER)).doesNotExist();
    }

    @Test
    void undo_twice_changes_nothing_the_second_time() {
        course.solve("0.1");
        user.lab("reset", "0.1");
        user.lab("restore", "0.1-1");
        Map<String, String> all = allFiles();

        assertThat(user.lab("restore", "0.1-1")).isZero();
        assertThat(user.out())
                .isEqualTo(
                        "Lab 0.1 is what was saved as 0.1-1 already. Nothing was changed or saved.\n");
        assertThat(allFiles()).isEqualTo(all);
    }

    @Test
    void undo_after_further_edits_loses_neither() {
        course.solve("0.1", "time();", "first();");
        user.lab("reset", "0.1");
        course.solve("0.1", "time();", "second();");

        assertThat(user.lab("restore", "0.1-1")).isZero();
        assertThat(course.read(STARTER)).contains("first();");
        assertThat(user.out()).endsWith("Undo: ./lab restore 0.1-2\n");
        assertThat(undo()).isZero();
        assertThat(course.read(STARTER)).contains("second();");
    }

    @Test
    void each_reset_saves_under_a_number_of_its_own() {
        for (int n = 1; n <= 11; n++) {
            course.solve("0.1", "time();", "time(" + n + ");");
            user.lab("reset", "0.1");
        }
        for (int n = 1; n <= 11; n++) {
            user.lab("restore", "0.1-" + n);
            assertThat(course.read(STARTER)).contains("time(" + n + ");");
        }
    }

    @Test
    void an_untouched_lab_is_told_and_nothing_is_saved() {
        assertThat(user.lab("reset")).isZero();
        assertThat(user.out())
                .isEqualTo("Lab 0.1 is its starter already. Nothing was changed or saved.\n");
        assertThat(directory.resolve(".lab")).doesNotExist();
    }

    @Test
    void other_labs_are_not_touched() {
        course.solve("0.1").solve("0.2");
        user.lab("reset", "0.1");
        assertThat(course.read(SmallCourse.starter("0.2"))).isEqualTo(SmallCourse.code("0.2"));
    }

    @Test
    void without_solutions_the_starter_is_taken_from_git() {
        course.commit();
        Disk.delete(directory.resolve("solutions"));
        Map<String, String> starters = filesOfPhase();
        course.solve("0.1").write(FOLDER + "/Mine.java", "class Mine {}\n");

        assertThat(user.lab("reset", "0.1")).isZero();
        assertThat(user.out())
                .startsWith("0.1 Read orders is its starter again, as git's last commit has it.\n");
        assertThat(filesOfPhase()).isEqualTo(starters);
        assertThat(user.lab("reset", "0.1")).isZero();
        assertThat(user.out()).startsWith("Lab 0.1 is its starter already, as git's last");
    }

    @Test
    void without_solutions_and_without_git_there_is_no_starter() {
        Disk.delete(directory.resolve("solutions"));
        course.solve("0.1");
        assertThat(user.lab("reset", "0.1")).isEqualTo(4);
        assertThat(user.err())
                .startsWith("The starter of lab 0.1 is not to be had here")
                .hasLineCount(1);
        assertThat(course.read(STARTER)).isEqualTo(SmallCourse.code("0.1"));
    }

    @Test
    void nothing_is_touched_when_it_cannot_be_saved() {
        course.solve("0.1").write(".lab", "");
        assertThat(user.lab("reset", "0.1")).isEqualTo(4);
        assertThat(user.err()).contains(".lab is a file, and a directory is needed there.");
        assertThat(course.read(STARTER)).isEqualTo(SmallCourse.code("0.1"));
    }

    @Test
    void when_the_starter_cannot_be_written_it_is_said_where_the_files_are() throws IOException {
        Files.delete(directory.resolve(STARTER));
        Files.createDirectory(directory.resolve(STARTER));
        Files.createSymbolicLink(directory.resolve(STARTER).resolve("link"), Path.of("nowhere"));
        course.write(FOLDER + "/Mine.java", "class Mine {}\n");

        assertThat(user.lab("reset", "0.1")).isEqualTo(4);
        assertThat(user.err())
                .contains("Orders.java is a directory, and a file is needed there.")
                .endsWith("Your files as they were: ./lab restore 0.1-1\n");
        assertThat(undo("0.1-1")).isZero();
        assertThat(course.read(FOLDER + "/Mine.java")).isEqualTo("class Mine {}\n");
    }

    @Test
    void an_unknown_save_names_the_nearest_one() {
        assertThat(user.lab("restore", "0.1-1")).isEqualTo(2);
        assertThat(user.err()).startsWith("Nothing is saved yet.").hasLineCount(1);
        course.solve("0.1");
        user.lab("reset", "0.1");
        for (String word : List.of("0.1-2", "0.1", "../saved/0.1-1", "")) {
            assertThat(user.lab("restore", word)).as(word).isEqualTo(2);
            assertThat(user.err())
                    .startsWith("Nothing of a lab is saved as '" + word + "'. Nearest: 0.1-1.")
                    .hasLineCount(1);
        }
        assertThat(user.lab("restore")).isEqualTo(2);
        assertThat(user.err()).contains("SAVED").hasLineCount(1);
    }

    @Test
    void an_unknown_lab_names_the_nearest_ones() {
        assertThat(user.lab("reset", "0.3")).isEqualTo(2);
        assertThat(user.err()).startsWith("There is no lab or phase '0.3'. Nearest: 0.1");
    }

    /** Does what the last command said to do. */
    private int undo() {
        String[] words = user.out().strip().split("Undo: \\./lab restore ");
        return undo(words[1]);
    }

    private int undo(String saved) {
        return user.lab("restore", saved);
    }

    private Map<String, String> filesOfPhase() {
        return files(directory.resolve(PHASE));
    }

    private Map<String, String> allFiles() {
        return files(directory);
    }

    /** By path; each byte is one letter. */
    private static Map<String, String> files(Path folder) {
        Map<String, String> files = new TreeMap<>();
        for (Path file : Disk.filesBelow(folder)) {
            files.put(
                    folder.relativize(file).toString(),
                    new String(Disk.read(file), StandardCharsets.ISO_8859_1));
        }
        return files;
    }
}
