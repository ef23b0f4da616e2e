package dev.flinklabs.coach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.files.Disk;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

class WrongCommandTest {

    private static final String SOLUTION = SmallCourse.solution("0.1");
    private static final String PATCH = SmallCourse.wrong("0.1", "not-even-time");

    @TempDir Path directory;

    private SmallCourse course;
    private CommandLineUser user;

    @BeforeEach
    void a_course() {
        course = SmallCourse.in(directory).commit();
        user = new CommandLineUser(directory);
    }

    @Test
    void a_mistake_in_the_solution_becomes_a_wrong_answer_and_the_solution_is_restored() {
        course.write(SOLUTION, SmallCourse.code("0.1").replace("        time();\n", ""));
        assertThat(user.lab("dev", "wrong", "0.1", "not-even-time")).as(user.err()).isZero();
        assertThat(user.out())
                .isEqualTo(
                        """
                        wrote solutions/wrong/0.1/not-even-time.patch, and restored the solution
                        ./lab check 0.1 --as not-even-time shows what its failures say. Fill in the lines above the diff.
                        """);
        assertThat(course.read(SOLUTION)).isEqualTo(SmallCourse.code("0.1"));
        String file = SOLUTION.replace("solutions/", "");
        assertThat(course.read(PATCH))
                .startsWith(
                        """
                        misconception: what somebody believed
                        caught by: SomeTest.that_fails
                        says: "words of its failure"
                        --- a/%1$s
                        +++ b/%1$s
                        @@ -7,7 +7,6 @@
                        """
                                .formatted(file)
                                .stripTrailing())
                .contains("\n-        time();\n");
    }

    @Test
    void its_failures_are_seen_before_it_is_filled_in() {
        course.write(SOLUTION, SmallCourse.code("0.1").replace("        time();\n", ""));
        user.lab("dev", "wrong", "0.1", "not-even-time");
        assertThat(user.lab("check", "0.1", "--as", "not-even-time")).isEqualTo(1);
        assertThat(user.out()).contains("✘ reads_the_time", "  The time is missing. Rule 2.");
    }

    @Test
    void what_was_written_before_there_was_a_diff_is_kept() {
        String header =
                """
                misconception: time is money
                caught by: OrdersTest.reads_the_time
                says: "missing"
                """;
        course.write(SOLUTION, SmallCourse.code("0.1").replace("        time();\n", ""))
                .write(PATCH, header);
        user.lab("dev", "wrong", "0.1", "not-even-time");
        assertThat(course.read(PATCH)).startsWith(header + "--- a/");
        assertThat(user.lab("prove", "0.1")).as(user.out()).isZero();
    }

    @Test
    void a_wrong_answer_that_is_there_is_kept() {
        course.write(SOLUTION, SmallCourse.code("0.1").replace("        time();\n", ""));
        String edited = course.read(SOLUTION);
        String before = course.read(SmallCourse.wrong("0.1", "no-time"));
        assertThat(user.lab("dev", "wrong", "0.1", "no-time")).isEqualTo(2);
        assertThat(user.err())
                .isEqualTo(
                        "solutions/wrong/0.1/no-time.patch is there already. Choose another name, or"
                                + " delete it.\n");
        assertThat(course.read(SmallCourse.wrong("0.1", "no-time"))).isEqualTo(before);
        assertThat(course.read(SOLUTION)).isEqualTo(edited);
    }

    @Test
    void without_a_mistake_there_is_nothing_to_write() {
        course.write(SmallCourse.solution("0.2"), "another lab's\n");
        assertThat(user.lab("dev", "wrong", "0.1", "not-even-time")).isEqualTo(2);
        assertThat(user.err())
                .startsWith("The solution of lab 0.1 is as git's last commit has it, or is not")
                .hasLineCount(1);
        assertThat(directory.resolve(PATCH)).doesNotExist();
        assertThat(course.read(SmallCourse.solution("0.2"))).isEqualTo("another lab's\n");
    }

    @Test
    void a_file_that_is_gone_from_the_solution_makes_no_wrong_answer() {
        Disk.delete(directory.resolve(SOLUTION));
        assertThat(user.lab("dev", "wrong", "0.1", "not-even-time")).isEqualTo(2);
        assertThat(user.err())
                .startsWith(SOLUTION + " is in git's last commit or here, and not in both.");
        assertThat(directory.resolve(PATCH)).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.1 | Not even time | 'Not even time' is no name of a wrong answer.",
                "0 | not-even-time | '0' is not one lab.",
                "0.7 | not-even-time | There is no lab or phase '0.7'."
            })
    void what_cannot_be_written_is_refused(String id, String name, String reason) {
        assertThat(user.lab("dev", "wrong", id, name)).isEqualTo(2);
        assertThat(user.err()).startsWith(reason).hasLineCount(1);
    }
}
