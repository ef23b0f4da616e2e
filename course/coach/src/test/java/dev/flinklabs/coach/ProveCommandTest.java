package dev.flinklabs.coach;

import static dev.flinklabs.coach.SmallCourse.PHASE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.grading.Needs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class ProveCommandTest {

    @TempDir Path directory;

    private SmallCourse course;
    private CommandLineUser user;

    @BeforeEach
    void a_course() {
        course = SmallCourse.in(directory);
        user = new CommandLineUser(directory);
    }

    @Test
    void a_sound_course_passes_every_gate() {
        assertThat(user.lab("prove")).isZero();
        assertThat(user.out())
                .isEqualTo(
                        """
                        ✔ 0.1 Read orders     12 passed, 0 failed
                        ✔ 0.2 Count orders     12 passed, 0 failed

                        1 starters can be cut from the solutions
                          2 passed, 0 failed
                        2 every lab is red on its starter, each test not done yet
                          2 passed, 0 failed
                        3 every reference solution is green, with as many tests as its page names
                          2 passed, 0 failed
                        4 every wrong answer is caught by the tests it names, in its words; every test catches one
                          16 passed, 0 failed
                        5 every alternative is accepted
                          2 passed, 0 failed

                        24 passed, 0 failed
                        """);
    }

    @Test
    void one_bench_serves_a_whole_phase() {
        user.lab("prove");
        assertThat(user.benchLog()).filteredOn(line -> line.startsWith("open")).hasSize(1);
        assertThat(user.benchLog()).filteredOn(line -> line.startsWith("grade")).hasSize(14);
    }

    @Test
    void what_the_student_has_edited_is_not_looked_at() {
        course.solve("0.1")
                .write(
                        PHASE + "/src/main/java/dev/flinklabs/baseline/lab02/More.java",
                        "syntax error");
        assertThat(user.lab("prove")).isZero();
    }

    @Test
    void one_lab_can_be_proved_alone() {
        course.write(SmallCourse.solution("0.2"), "broken");
        assertThat(user.lab("prove", "0.1")).isZero();
        assertThat(user.out()).endsWith("\n12 passed, 0 failed\n");
    }

    @Test
    void a_mark_that_is_wrong_is_named_with_its_line() {
        replace(SmallCourse.solution("0.1"), "// END SOLUTION", "");
        assertFails("0.1: %s:8: BEGIN SOLUTION without".formatted(SmallCourse.solution("0.1")));
    }

    @Test
    void a_starter_on_which_a_test_passes_is_refused() {
        replace(SmallCourse.solution("0.1"), "// STUB throw.*?\n", "// STUB amount();\n");
        assertFails(
                "0.1 starter: every test must be not done yet, but reads_the_amount passes;"
                        + " reads_the_time fails: The time is missing. Rule 2.; drops_what_is_broken"
                        + " fails");
    }

    @Test
    void a_starter_that_does_not_compile_is_refused() {
        replace(SmallCourse.solution("0.1"), "// STUB throw.*?\n", "// STUB syntax error\n");
        assertFails("0.1 starter: is broken: Orders.java:8: error: ';' expected");
    }

    @Test
    void a_solution_that_is_red_is_refused() {
        replace(SmallCourse.test("0.1"), "amount\\(\\);", "amounts();");
        assertFails("0.1 solution: reads_the_amount fails: The amount is missing. Rule 1.");
    }

    @Test
    void another_number_of_tests_than_the_page_names_is_refused() {
        replace(SmallCourse.page("0.1", "read-orders"), "tests: 3", "tests: 4");
        assertFails("0.1 solution: The page of lab 0.1 names 4 tests, but 3 ran.");
    }

    @Test
    void a_wrong_answer_that_another_test_catches_is_refused() {
        replace(SmallCourse.wrong("0.1", "no-time"), "reads_the_time", "reads_the_amount");
        assertFails(
                "0.1 no-time: OrdersTest.reads_the_amount does not catch it;"
                        + " OrdersTest.reads_the_time fails.");
    }

    @Test
    void a_wrong_answer_that_every_test_it_names_must_catch_is_refused_when_one_does_not() {
        replace(
                SmallCourse.wrong("0.1", "no-time"),
                "OrdersTest.reads_the_time",
                "OrdersTest.reads_the_time, OrdersTest.reads_the_amount");
        assertFails("0.1 no-time: OrdersTest.reads_the_amount does not catch it");
    }

    @Test
    void a_wrong_answer_that_behaves_right_is_refused() {
        replace(SmallCourse.test("0.1"), "time\\(\\);", "read");
        assertFails("0.1 no-time: OrdersTest.reads_the_time does not catch it; no test does.");
        assertFails("0.1 OrdersTest.reads_the_time: no wrong answer makes it fail.");
    }

    @Test
    void a_wrong_answer_that_names_no_test_is_refused() {
        replace(SmallCourse.wrong("0.1", "no-time"), "reads_the_time", "reads_time");
        assertFails("0.1 no-time: there is no test OrdersTest.reads_time.");
    }

    @Test
    void a_wrong_answer_told_in_other_words_is_refused() {
        replace(SmallCourse.wrong("0.1", "no-time"), "\"Rule\"", "\"late\"");
        assertFails(
                "0.1 no-time: the failure does not say \"late\", but: The time is missing. Rule"
                        + " 2.");
    }

    @Test
    void a_phrase_may_run_over_the_end_of_a_line() {
        replace(SmallCourse.wrong("0.1", "no-time"), "\"Rule\"", "\"missing. Rule\"");
        replace(SmallCourse.test("0.1"), "missing. Rule 2", "missing.\\\\nRule 2");
        assertThat(user.lab("prove", "0.1")).as(user.out()).isZero();
    }

    @Test
    void a_wrong_answer_that_does_not_compile_is_refused() {
        String patch = SmallCourse.wrong("0.1", "no-time");
        course.write(patch, course.read(patch) + "+        syntax error\n");
        assertFails("0.1 no-time: is broken: Orders.java:8: error");
    }

    @Test
    void a_wrong_answer_that_no_longer_fits_is_refused() {
        replace(SmallCourse.wrong("0.1", "no-time"), "-        time", "-        times");
        assertFails("0.1 no-time: " + SmallCourse.wrong("0.1", "no-time") + ": it does not fit");
    }

    @Test
    void a_test_that_no_wrong_answer_reddens_is_refused() {
        course.write(
                SmallCourse.wrong("0.1", "no-amount"),
                course.read(SmallCourse.wrong("0.1", "no-drop")));
        assertFails("0.1 OrdersTest.reads_the_amount: no wrong answer makes it fail.");
    }

    @Test
    void four_wrong_answers_and_an_alternative_are_asked_for() {
        Disk.delete(directory.resolve("solutions/wrong/0.1/no-amount.patch"));
        Disk.delete(directory.resolve("solutions/alternatives/0.1"));
        assertFails("0.1: it has 3 wrong answers, and at least 4 are asked for.");
        assertFails("0.1: it has no alternative, and at least one is asked for.");
    }

    @Test
    void an_alternative_that_is_not_accepted_is_named() {
        replace("solutions/alternatives/0.1/the-other-way-round/" + inPhase(), "time\\(\\);", "");
        assertFails("0.1 the-other-way-round: reads_the_time fails");
    }

    @Test
    void a_repair_lab_starts_from_a_wrong_answer() {
        String page = SmallCourse.page("0.1", "read-orders");
        replace(page, "starter: blank", "starter: no-time");
        replace(SmallCourse.solution("0.1"), " *// STUB.*?\n", "");
        replace(
                SmallCourse.wrong("0.1", "no-time-and-drop"),
                " *// STUB.*?\n",
                "         // END SOLUTION\n");
        assertThat(user.lab("prove", "0.1")).as(user.out()).isZero();

        replace(page, "starter: no-time", "starter: no-tim");
        assertFails("0.1: Lab 0.1 has no wrong answer 'no-tim'");
    }

    @Test
    void what_belongs_to_no_lab_is_found_when_all_are_proved() {
        course.write("solutions/wrong/0.7/lost.patch", "")
                .write(
                        "solutions/"
                                + PHASE
                                + "/src/main/java/dev/flinklabs/baseline/lab07/Lost.java",
                        "");
        assertFails("solutions: solutions/wrong/0.7 belongs to no lab that has a page.");
        assertFails(
                "solutions:"
                        + " solutions/phase-0-baseline/src/main/java/dev/flinklabs/baseline/lab07/Lost.java"
                        + " belongs to no lab that has a page.");
    }

    @Test
    void a_lab_whose_need_is_absent_is_named_and_not_counted() {
        replace(SmallCourse.page("0.1", "read-orders"), "needs: \\[\\]", "needs: [docker]");
        user.needs(new Needs(Map.of("docker", () -> Optional.of("There is no Docker here."))));

        assertThat(user.lab("prove")).isZero();
        assertThat(user.out())
                .contains("○ 0.1 Read orders     not run: There is no Docker here.")
                .endsWith("\n12 passed, 0 failed\n");
    }

    private void assertFails(String failure) {
        assertThat(user.lab("prove")).isEqualTo(3);
        assertThat(user.out())
                .contains("  ✘ " + failure)
                .containsPattern("\n\\d+ passed, [1-9]\\d* failed\n$");
    }

    private void replace(String path, String regex, String by) {
        String before = course.read(path);
        String after = before.replaceAll(regex, by);
        assertThat(after).as(path).isNotEqualTo(before);
        course.write(path, after);
    }

    private static String inPhase() {
        return SmallCourse.starter("0.1").substring(PHASE.length() + 1);
    }
}
