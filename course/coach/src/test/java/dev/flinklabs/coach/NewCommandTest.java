package dev.flinklabs.coach;

import static dev.flinklabs.coach.SmallCourse.PHASE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.files.Disk;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

class NewCommandTest {

    @TempDir Path directory;

    private SmallCourse course;
    private CommandLineUser user;

    @BeforeEach
    void a_course() {
        course = SmallCourse.in(directory);
        user = new CommandLineUser(directory);
    }

    @Test
    void the_files_of_a_lab_are_laid() {
        assertThat(user.lab("dev", "new", "0.10", "late-orders")).as(user.err()).isZero();
        assertThat(user.out())
                .isEqualTo(
                        """
                        wrote phase-0-baseline/labs/0.10-late-orders.md
                        wrote solutions/phase-0-baseline/src/main/java/dev/flinklabs/baseline/lab10/LateOrders.java
                        wrote phase-0-baseline/src/test/java/dev/flinklabs/baseline/lab10/LateOrdersTest.java
                        wrote solutions/wrong/0.10/first-mistake.patch
                        wrote solutions/alternatives/0.10/another-way/src/main/java/dev/flinklabs/baseline/lab10/LateOrders.java
                        wrote solutions/phase-0-baseline/discussions/0.10-late-orders.md
                        ./lab dev starters cuts the starter from the solution.
                        ./lab prove 0.10 says what is missing.
                        """);
        assertThat(course.lab("0.10").title()).isEqualTo("Late orders");
    }

    @Test
    void prove_names_each_missing_piece() {
        course.commit();
        user.lab("dev", "new", "0.3", "late-orders");
        assertThat(user.lab("prove", "0.3")).isEqualTo(3);
        assertThat(user.out())
                .contains(
                        "0.3: %s is missing. ./lab dev starters cuts it"
                                .formatted(
                                        SmallCourse.starter("0.3").replace("Orders", "LateOrders")),
                        "0.3 solution: The page of lab 0.3 names 1 test, but 0 ran.",
                        "0.3 first-mistake: solutions/wrong/0.3/first-mistake.patch:1: there is no"
                                + " diff",
                        "0.3: of the 4 wrong answers that are asked for at least, it has 1.",
                        "0.3 another-way: solutions/alternatives/0.3/another-way is the solution"
                                + " itself",
                        "0.3 page: there is no story between the title and **Edit**.",
                        "0.3 page: no line begins **Edit** and says what to edit.",
                        "0.3 page: the section 'In and out' is empty.",
                        "0.3 page: the section 'What must stay true' is empty.",
                        "0.3 page: the section 'Predict first' is empty.",
                        "0.3 page: hint 1 is empty.",
                        "0.3 page: hint 2 is empty.",
                        "0.3 page: hint 3 is empty.",
                        "0.3 page: the section 'Done when' is empty.",
                        "0.3 page: 'topics' names nothing that the lab is about.",
                        "0.3 discussion: the section 'What the prediction was about' is empty.",
                        "0.3 discussion: the section 'The tempting wrong ways, and what each costs'"
                                + " is empty.",
                        "0.3 discussion: the section 'Why the reference is as it is' is empty.",
                        "0.3 discussion: the section 'Other right answers' is empty.",
                        "0.3 discussion: the section 'What the tests do not prove' is empty.",
                        "0.3 discussion: the section 'Further' is empty.",
                        "0.3 README: the table of labs in phase-0-baseline/README.md has 0 rows for"
                                + " it",
                        "0.3 instructors: the table of labs in docs/instructors.md has 0 rows for it")
                .endsWith("\n0 passed, 23 failed\n");
    }

    @Test
    void its_front_matter_says_what_each_key_is_for() {
        user.lab("dev", "new", "0.3", "late-orders");
        assertThat(course.read(SmallCourse.page("0.3", "late-orders")).split("---\n")[1].lines())
                .allMatch(line -> line.matches("\\w+: .*\\S   # .{10,}"))
                .anyMatch(line -> line.contains("of kafka, own-broker, processes;"))
                .extracting(line -> line.replaceFirst(":.*", ""))
                .containsExactly(
                        "id", "title", "minutes", "edit", "starter", "tests", "topics", "after",
                        "needs", "limit");
    }

    @Test
    void its_test_tells_a_story_about_its_program() {
        user.lab("dev", "new", "0.3", "late-orders");
        String test = "/src/test/java/dev/flinklabs/baseline/lab03/LateOrdersTest.java";
        assertThat(course.read(PHASE + test))
                .contains("ProgramStory.ofLab(\"0.3\", LateOrders::main)\n", "@Test\n")
                .containsOnlyOnce("@Tag(\"0.3\")");
        assertThat(
                        course.starters()
                                .of(course.lab("0.3"))
                                .text("src/main/java/dev/flinklabs/baseline/lab03/LateOrders.java"))
                .contains("UnsupportedOperationException(\"Lab 0.3 is not done yet\");\n");
    }

    @Test
    void the_other_labs_are_not_disturbed() {
        user.lab("dev", "new", "0.3", "late-orders");
        assertThat(user.lab("prove", "0.1")).isZero();
        assertThat(user.lab("check", "0.1")).isEqualTo(1);
    }

    @Test
    void a_lab_in_sql_has_a_script() {
        assertThat(user.lab("dev", "new", "--sql", "0.3", "late-orders")).isZero();
        String script = "src/main/resources/dev/flinklabs/baseline/lab03/late-orders.sql";
        assertThat(course.lab("0.3").edit()).containsExactly(script);
        assertThat(course.starters().of(course.lab("0.3")).text(script))
                .startsWith("-- Lab 0.3: ")
                .endsWith("'format' = 'json'\n);\n");
        assertThat(
                        course.read(
                                PHASE
                                        + "/src/test/java/dev/flinklabs/baseline/lab03/LateOrdersTest.java"))
                .contains(
                        "SqlStory.ofLab(\"0.3\", \"late-orders.sql\")\n",
                        ".writesTo(\"late_orders\")",
                        "@Test\n");
    }

    @Test
    void the_first_lab_of_a_phase_takes_its_package_from_the_phases_name() {
        course.write("phase-4-late-night/pom.xml", "<project/>\n");
        assertThat(user.lab("dev", "new", "4.1", "dawn")).as(user.err()).isZero();
        assertThat(
                        course.read(
                                "solutions/phase-4-late-night/src/main/java/dev/flinklabs/latenight/lab01/Dawn.java"))
                .startsWith("package dev.flinklabs.latenight.lab01;\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.1 | more | The id 0.1 is taken by phase-0-baseline/labs/0.1-read-orders.md.",
                "7.1 | more | There is no directory phase-7-… to put it in. Phases are:"
                        + " phase-0-baseline.",
                "0.x | more | '0.x' and 'more' do not make a lab. Give an id and",
                "0.3 | Much more | '0.3' and 'Much more' do not make a lab. Give an id and",
                "0.3 | 3-orders | '0.3' and '3-orders' do not make a lab. Give an id and"
            })
    void what_cannot_be_laid_is_refused(String id, String name, String reason) {
        int files = Disk.filesBelow(directory).size();
        assertThat(user.lab("dev", "new", id, name)).isEqualTo(2);
        assertThat(user.err()).startsWith(reason).hasLineCount(1);
        assertThat(Disk.filesBelow(directory)).hasSize(files);
    }

    @Test
    void nothing_is_overwritten() {
        String discussion = SmallCourse.discussion("0.3", "late-orders");
        course.write(discussion, "What I know already.\n");
        int files = Disk.filesBelow(directory).size();
        assertThat(user.lab("dev", "new", "0.3", "late-orders")).isEqualTo(2);
        assertThat(user.err())
                .startsWith(discussion + " is there already, and nothing was written.");
        assertThat(Disk.filesBelow(directory)).hasSize(files);
    }
}
