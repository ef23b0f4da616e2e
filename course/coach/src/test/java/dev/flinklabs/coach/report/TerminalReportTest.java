package dev.flinklabs.coach.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.SmallCourse;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class TerminalReportTest {

    @TempDir Path directory;

    private final Screen plain = new Screen(System.out, System.err, false, false);
    private Lab lab;
    private TerminalReport report;

    @BeforeEach
    void a_lab() {
        lab = SmallCourse.in(directory).lab("0.1");
        report = new TerminalReport(plain, new LabPaths(directory));
    }

    @Test
    void the_students_line_stands_at_the_end_of_the_facts_above_the_picture() {
        String message =
                """
                Order o-1 was created at 10:00.
                Where is it written down that o-1 exists?

                event time  10:00
                out         · nothing
                """;
        assertThat(
                        whole(
                                failed(
                                        "a_restored_operator_still_raises_the_alert",
                                        message,
                                        "Alert.java:24")))
                .isEqualTo(
                        """
                        0.1 Read orders     0 of 3     1.50 s

                        ✘ a_restored_operator_still_raises_the_alert
                          Order o-1 was created at 10:00.
                          Where is it written down that o-1 exists?                        Alert.java:24

                          event time  10:00
                          out         · nothing
                        """);
    }

    @Test
    void the_students_line_goes_below_when_there_is_no_room() {
        String text = whole(failed("a", "x".repeat(64), "Alert.java:24"));
        assertThat(text)
                .contains("\n  " + "x".repeat(64) + "\n" + " ".repeat(67) + "Alert.java:24\n");
        assertThat(whole(failed("a", "x".repeat(63), "Alert.java:24")))
                .contains("\n  " + "x".repeat(63) + "  Alert.java:24\n");
    }

    @Test
    void a_message_without_words_still_tells_the_line() {
        assertThat(whole(failed("a", "", "Alert.java:24")))
                .endsWith(" ".repeat(67) + "Alert.java:24\n");
    }

    @Test
    void blank_lines_around_a_message_go() {
        assertThat(whole(failed("a", "\n\n  expected: 1\n but was: 2\n\n", "")))
                .endsWith("✘ a\n  expected: 1\n   but was: 2\n");
    }

    @Test
    void after_six_failures_the_names_are_enough() {
        List<TestVerdict> tests = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            tests.add(failed("test_" + i, "Message " + i + ".", ""));
        }
        assertThat(whole(tests.toArray(TestVerdict[]::new)))
                .contains("✘ test_6\n  Message 6.\n\n✘ test_7\n✘ test_8\n")
                .doesNotContain("Message 7");
    }

    @Test
    void failures_that_say_the_same_are_told_once() {
        assertThat(
                        whole(
                                failed("a", "The job failed.", ""),
                                failed("b", "Rule 1.", ""),
                                failed("c", "The job failed.", "")))
                .endsWith("\n✘ a\n✘ c\n  The job failed.\n\n✘ b\n  Rule 1.\n");
    }

    @Test
    void a_message_as_long_as_a_book_is_cut() {
        assertThat(whole(failed("a", "line\n".repeat(1000), "")).lines().count()).isLessThan(70);
    }

    @Test
    void a_lab_half_done_names_what_is_missing() {
        assertThat(
                        whole(
                                test("a", Outcome.PASSED, ""),
                                test("b", Outcome.NOT_DONE, "Lab 0.1 is not done yet: no x")))
                .isEqualTo(
                        """
                        ○ 0.1 Read orders     1 of 3     not done yet     1.50 s

                        ○ b

                          Lab 0.1 is not done yet: no x
                        """);
    }

    @Test
    void what_is_red_comes_before_what_is_not_done() {
        assertThat(
                        whole(
                                test("b", Outcome.NOT_DONE, "Lab 0.1 is not done yet"),
                                failed("a", "Rule 1.", "")))
                .contains("✘ a\n  Rule 1.\n\n○ b\n");
    }

    @Test
    void a_broken_run_says_why_once_and_in_which_test() {
        String why = "The code ran for 60 s without an end; it is in a loop in A.java:41";
        Grade grade =
                grade(
                        Outcome.BROKEN,
                        why,
                        test("a", Outcome.PASSED, ""),
                        new TestVerdict(
                                "T.b", "b", Outcome.BROKEN, why, "A.java:41", "", Duration.ZERO));
        assertThat(report.whole(grade))
                .isEqualTo(
                        """
                        ✘ 0.1 Read orders     broken     1.50 s

                          %s

                        ✘ b
                        """
                                .formatted(why));
    }

    @Test
    void colours_are_put_in_only_where_they_are_wanted() {
        TerminalReport coloured =
                new TerminalReport(
                        new Screen(System.out, System.err, true, true), new LabPaths(directory));
        Grade grade = grade(Outcome.FAILED, "", failed("a", "Rule 1.", ""));
        assertThat(coloured.whole(grade)).contains("\u001b[31m✘ \u001b[");
        assertThat(report.whole(grade)).doesNotContain("\u001b");
    }

    @Test
    void many_files_to_edit_are_told_by_their_globs() {
        LabPaths paths = new LabPaths(directory);
        SmallCourse course = SmallCourse.emptyIn(directory);
        for (String name : List.of("A", "B", "C", "D", "Orders")) {
            course.write(
                    SmallCourse.PHASE
                            + "/src/main/java/dev/flinklabs/baseline/lab01/"
                            + name
                            + ".java",
                    "");
        }
        assertThat(paths.edited(lab))
                .containsExactly(
                        SmallCourse.PHASE + "/src/main/java/dev/flinklabs/baseline/lab01/**");
    }

    @Test
    void while_a_file_has_a_stub_those_that_may_stay_as_they_are_are_not_told() {
        LabPaths paths = new LabPaths(directory);
        SmallCourse course = SmallCourse.emptyIn(directory);
        String folder = SmallCourse.PHASE + "/src/main/java/dev/flinklabs/baseline/lab02/";
        course.write(folder + "Given.java", "");

        assertThat(paths.edited(course.lab("0.2"))).containsExactly(folder + "Orders.java");

        course.write(folder + "Orders.java", "");
        assertThat(paths.edited(course.lab("0.2")))
                .containsExactly(folder + "Given.java", folder + "Orders.java");
    }

    private String whole(TestVerdict... tests) {
        boolean red = List.of(tests).stream().anyMatch(test -> test.outcome() == Outcome.FAILED);
        return report.whole(grade(red ? Outcome.FAILED : Outcome.NOT_DONE, "", tests));
    }

    private Grade grade(Outcome outcome, String reason, TestVerdict... tests) {
        Duration time = Duration.ofMillis(1500);
        return new Grade(lab, new LabVerdict("0.1", outcome, List.of(tests), reason, "", time), "");
    }

    private static TestVerdict failed(String name, String message, String where) {
        return new TestVerdict(
                "T." + name, name, Outcome.FAILED, message, where, "", Duration.ZERO);
    }

    private static TestVerdict test(String name, Outcome outcome, String message) {
        return new TestVerdict("T." + name, name, outcome, message, "", "", Duration.ZERO);
    }
}
