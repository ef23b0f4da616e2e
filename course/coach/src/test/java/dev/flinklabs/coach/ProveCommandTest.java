package dev.flinklabs.coach;

import static dev.flinklabs.coach.SmallCourse.PHASE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.grading.Needs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class ProveCommandTest {

    private static final String PAGE = SmallCourse.page("0.1", "read-orders");

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
                        ✔ 0.1 Read orders     16 passed, 0 failed
                        ✔ 0.2 Count orders     16 passed, 0 failed

                        1 starters can be cut from the solutions
                          2 passed, 0 failed
                        2 every lab is red on its starter, each test not done yet
                          2 passed, 0 failed
                        3 every reference solution is green, with as many tests as its page names
                          2 passed, 0 failed
                        4 every wrong answer is caught by the tests it names, in its words; every test is reddened by some wrong answer, in words of its own
                          16 passed, 0 failed
                        5 every alternative is accepted
                          2 passed, 0 failed
                        6 every page has its sections, three hints, a discussion, minutes; its links and commands hold
                          10 passed, 0 failed

                        34 passed, 0 failed
                        """);
    }

    @Test
    void two_benches_at_most_serve_a_whole_phase() {
        user.lab("prove");
        assertThat(user.benchLog())
                .filteredOn(line -> line.startsWith("open"))
                .hasSizeBetween(1, 2);
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
        assertThat(user.out()).endsWith("\n16 passed, 0 failed\n");
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
                "0.1 starter: every test must be not done yet, but reads_the_amount passes\n"
                        + "    reads_the_time fails: The time is missing. Rule 2.\n"
                        + "    drops_what_is_broken fails: A broken order came through. Rule 3.\n");
    }

    @Test
    void a_solution_without_marks_is_named() {
        replace(SmallCourse.solution("0.1"), ".*// (BEGIN|END|STUB).*\n| // SOLUTION", "");
        assertFails(
                "0.1: the starter is the solution: there is no BEGIN SOLUTION in %s."
                        .formatted(SmallCourse.solution("0.1")));
        assertFails(
                "0.1 starter: every test must be not done yet, but reads_the_amount,"
                        + " reads_the_time, drops_what_is_broken pass\n");
    }

    @Test
    void a_starter_that_was_never_written_is_named() {
        Disk.delete(directory.resolve(SmallCourse.starter("0.1")));
        course.commit();
        assertFails(
                "0.1: %s is missing. ./lab dev starters cuts it from its solution."
                        .formatted(SmallCourse.starter("0.1")));
    }

    @Test
    void a_starter_that_the_student_has_deleted_is_not_looked_at() {
        course.commit();
        Disk.delete(directory.resolve(SmallCourse.starter("0.1")));
        assertThat(user.lab("prove")).as(user.out()).isZero();
    }

    @Test
    void whether_a_starter_was_ever_written_is_not_known_without_git() {
        Disk.delete(directory.resolve(SmallCourse.starter("0.1")));
        assertThat(user.lab("prove")).as(user.out()).isZero();
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
        replace(PAGE, "tests: 3", "tests: 4");
        assertFails(
                "0.1 solution: The page of lab 0.1 names 4 tests, but 3 ran. A test was added to the"
                        + " lab or is gone from it: git status shows which. Where that is meant, the"
                        + " page says 'tests: 3'.");
        assertThat(user.out()).endsWith("\n33 passed, 1 failed\n");
    }

    @Test
    void another_number_of_tests_hides_nothing_else() {
        replace(PAGE, "tests: 3", "tests: 4");
        replace(SmallCourse.test("0.1"), "amount\\(\\);", "amounts();");
        replace(SmallCourse.solution("0.2"), "// STUB throw.*?\n", "// STUB amount();\n");
        replace("phase-0-baseline/labs/0.2-count-orders.md", "tests: 3", "tests: 2");
        assertFails("0.1 solution: The page of lab 0.1 names 4 tests, but 3 ran.");
        assertFails("0.1 solution: reads_the_amount fails: The amount is missing. Rule 1.");
        assertFails("0.2 starter: every test must be not done yet, but reads_the_amount passes");
    }

    @Test
    void an_unknown_need_is_told_once() {
        replace(PAGE, "needs: \\[\\]", "needs: [kafak]");
        assertFails(
                "0.1 solution: The page of lab 0.1 needs 'kafak', which the coach does not know."
                        + " Nearest: kafka");
        assertThat(user.out()).containsOnlyOnce("kafak");
    }

    @Test
    void what_several_tests_say_alike_stands_there_once_and_without_its_picture() {
        replace(
                SmallCourse.test("0.1"),
                "(?m)(?<=\\| )T?h?e? ?\\w+ .*$",
                "Nothing came out.\\\\nIt runs.\\\\n\\\\n  out  nothing");
        replace(SmallCourse.solution("0.1"), "(amount|time|drop)\\(\\);", "$1s();");
        assertFails(
                "0.1 solution: reads_the_amount, reads_the_time, drops_what_is_broken fail:"
                        + " Nothing came out.\n    It runs.\n4 every");
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
    void all_tests_that_catch_a_wrong_answer_are_named() {
        replace(
                SmallCourse.wrong("0.1", "no-time-and-drop"),
                "caught by: .*",
                "caught by: OrdersTest.reads_the_amount");
        assertFails(
                "0.1 no-time-and-drop: OrdersTest.reads_the_amount does not catch it;"
                        + " OrdersTest.reads_the_time, OrdersTest.drops_what_is_broken fail.");
    }

    @Test
    void a_wrong_answer_that_is_not_done_is_refused() {
        String patch = SmallCourse.wrong("0.1", "no-time");
        course.write(
                patch,
                course.read(patch)
                        + "+        throw new UnsupportedOperationException(\"Lab 0.1 is not done yet\");\n");
        assertFails(
                "0.1 no-time: no test fails, all are not done: Lab 0.1 is not done yet\n"
                        + "    A wrong answer has all that is asked for, and has it wrong.");
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
    void each_failure_of_a_wrong_answer_has_to_have_its_own_words() {
        replace(
                SmallCourse.wrong("0.1", "no-time"),
                "says: \"Rule\"",
                "says: \"Rule\"\ncaught by: OrdersTest.reads_the_time\nsays: \"late\"");
        assertFails("0.1 no-time: the failure does not say \"late\", but: The time is missing.");
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
    void a_test_that_fails_only_as_others_do_shows_nothing() {
        course.write(
                SmallCourse.wrong("0.1", "no-amount"),
                course.read(SmallCourse.wrong("0.1", "no-time-and-drop"))
                        .replace("-9,4 +9,2", "-9,4 +9,3")
                        .replace("         amount", "-        amount")
                        .replace("-        drop", "         drop")
                        .replace(", OrdersTest.drops_what_is_broken", "")
                        .replace("Rule 3", "came out"));
        assertThat(user.lab("prove", "0.1")).as("in words of its own").isEqualTo(3);
        assertThat(user.out())
                .contains("the failure does not say \"came out\"")
                .contains("1 failed");

        replace(
                SmallCourse.test("0.1"),
                "The (amount|time) is missing. Rule .",
                "Nothing came out. Rule 1.");
        assertFails(
                "0.1 OrdersTest.reads_the_amount: no wrong answer makes it fail in words of its own:"
                        + " in no-amount other tests say the same, word for word.");
        assertThat(user.out()).endsWith("\n33 passed, 1 failed\n");
    }

    @Test
    void the_test_of_a_lab_that_has_one_alone_has_its_words_to_itself() {
        course.write(
                SmallCourse.test("0.1"), "reads_the_time | time(); | Nothing came out. Rule 2.\n");
        replace(PAGE, "tests: 3", "tests: 1");
        for (String name : List.of("no-amount", "no-drop", "no-time-and-drop")) {
            course.write(
                    SmallCourse.wrong("0.1", name),
                    course.read(SmallCourse.wrong("0.1", "no-time")));
        }
        assertThat(user.lab("prove", "0.1")).as(user.out()).isZero();
    }

    @Test
    void a_test_that_is_always_green_is_refused() {
        String test = SmallCourse.test("0.1");
        course.write(test, course.read(test) + "is_there | class Orders | There is no class.\n");
        replace(PAGE, "tests: 3", "tests: 4");
        assertFails("0.1 OrdersTest.is_there: no wrong answer makes it fail.");
    }

    @Test
    void four_wrong_answers_and_an_alternative_are_asked_for() {
        Disk.delete(directory.resolve("solutions/wrong/0.1/no-amount.patch"));
        Disk.delete(directory.resolve("solutions/alternatives/0.1"));
        assertFails("0.1: of the 4 wrong answers that are asked for at least, it has 3.");
        assertFails("0.1: it has no alternative, and at least one is asked for.");
    }

    @Test
    void an_alternative_that_is_not_accepted_is_named() {
        replace("solutions/alternatives/0.1/the-other-way-round/" + inPhase(), "time\\(\\);", "");
        assertFails("0.1 the-other-way-round: reads_the_time fails");
    }

    @Test
    void an_alternative_that_is_a_copy_of_the_solution_is_refused() {
        String alternative = "solutions/alternatives/0.1/the-other-way-round/" + inPhase();
        String copied =
                "0.1 the-other-way-round: solutions/alternatives/0.1/the-other-way-round is the"
                        + " solution itself, comments and blanks aside.";
        course.write(alternative, SmallCourse.code("0.1"));
        assertFails(copied);
        replace(alternative, ".*// (BEGIN|END|STUB).*\n| // SOLUTION", "");
        assertFails(copied);
        course.write(alternative.replace("Orders.java", "Unused.java"), "class Unused {}\n");
        assertFails(copied);
    }

    @Test
    void an_alternative_that_replaces_nothing_is_refused() {
        String alternative = "solutions/alternatives/0.1/the-other-way-round/";
        Disk.delete(directory.resolve(alternative));
        course.write(alternative + inPhase().replace("Orders", "Order"), "class Order {}\n");
        assertFails(
                "0.1 the-other-way-round: solutions/alternatives/0.1/the-other-way-round replaces no"
                        + " file of the solution, which is %s.".formatted(inPhase()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/main/java/dev/flinklabs/lab01/Orders.java",
                "src/main/java/dev/flinklabs/baseline/lab02/Orders.java",
                "src/main/lab01/Orders.java",
                "java/dev/flinklabs/baseline/lab01/Orders.java"
            })
    void a_file_of_an_alternative_at_a_wrong_path_is_named(String path) {
        String alternative = "solutions/alternatives/0.1/the-other-way-round/";
        course.write(alternative + path, "class Orders {}\n");
        assertFails(
                "0.1 the-other-way-round: %s%s replaces no file of the solution of lab 0.1, and does not lie in its folder either."
                        .formatted(alternative, path));
    }

    @Test
    void an_alternative_may_add_files_to_the_labs_folder() {
        String file = "solutions/alternatives/0.1/the-other-way-round/" + inPhase();
        course.write(file.replace("Orders", "Order"), "class Order {}\n")
                .write(file.replace("java/", "resources/").replace(".java", ".txt"), "text\n");
        assertThat(user.lab("prove", "0.1")).as(user.out()).isZero();
    }

    @Test
    void a_repair_lab_starts_from_a_wrong_answer() {
        replace(PAGE, "starter: blank", "starter: no-time");
        replace(SmallCourse.solution("0.1"), " *// STUB.*?\n", "");
        replace(
                SmallCourse.wrong("0.1", "no-time-and-drop"),
                " *// STUB.*?\n",
                "         // END SOLUTION\n");
        assertThat(user.lab("prove", "0.1")).as(user.out()).isZero();

        replace(PAGE, "starter: no-time", "starter: no-tim");
        assertFails("0.1: Lab 0.1 has no wrong answer 'no-tim'");
    }

    @Test
    void what_belongs_to_no_lab_is_found_on_either_side_when_all_are_proved() {
        String solution = SmallCourse.solution("0.1").replace("lab01", "lab07");
        String test = SmallCourse.test("0.1").replace("lab01", "lab07");
        String discussion = SmallCourse.discussion("0.7", "lost");
        course.write("solutions/wrong/0.7/lost.patch", "")
                .write(solution, "")
                .write(test, "")
                .write(discussion, "");
        for (String stray : List.of("solutions/wrong/0.7", solution, test, discussion)) {
            assertFails("course: %s belongs to no lab that has a page.".formatted(stray));
        }
    }

    @Test
    void a_page_without_a_solution_is_refused() {
        Disk.delete(directory.resolve(SmallCourse.solution("0.1")));
        assertFails("0.1: Lab 0.1 has no reference solution");
    }

    @Test
    void two_pages_with_one_id_are_named() {
        course.write(SmallCourse.page("0.1", "again"), SmallCourse.frontMatter("0.1", "Again"));
        assertThat(user.lab("prove")).isEqualTo(3);
        assertThat(user.err())
                .isEqualTo(
                        SmallCourse.page("0.1", "read-orders")
                                + ":2: the id 0.1 is already that of "
                                + SmallCourse.page("0.1", "again")
                                + ".\n");
    }

    @Test
    void an_id_without_quotes_is_named() {
        replace(PAGE, "\"0.1\"", "0.1");
        assertThat(user.lab("prove")).isEqualTo(3);
        assertThat(user.err()).startsWith(PAGE + ":2: without quotes 0.1 is a number");
    }

    @Test
    void a_page_without_minutes_is_named() {
        replace(PAGE, "minutes: 20", "minutes: 0");
        assertThat(user.lab("prove")).isEqualTo(3);
        assertThat(user.err()).startsWith(PAGE + ":4: 'minutes' must be a whole number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"In and out", "What must stay true", "Predict first", "Hints", "Done when"})
    void a_page_without_one_of_its_sections_is_refused(String section) {
        replace(PAGE, "## " + section + "\n", "## Else\n");
        assertFails("0.1 page: the section '%s' is missing.".formatted(section));
        replace(PAGE, "(?s)## Else\n.*?(?=## |$)", "## " + section + "\n\n<!-- later -->\n\n");
        assertFails("0.1 page: the section '%s' is empty.".formatted(section));
    }

    @Test
    void a_page_has_a_title_a_story_and_says_what_to_edit_and_how_to_check() {
        replace(PAGE, "# 0.1 Read orders\n\nThe shop.*\n", "# Read orders\n");
        replace(PAGE, "\\*\\*Edit\\*\\* .*", "**Edit**");
        replace(PAGE, "lab check 0.1", "lab check 0.2");
        assertFails("0.1 page: the page is not headed '# 0.1 Read orders'.");
        assertFails("0.1 page: there is no story between the title and **Edit**.");
        assertFails("0.1 page: no line begins **Edit** and says what to edit.");
        assertFails("0.1 page: no line begins **Check** and names `./lab check 0.1`.");
        assertThat(user.out()).contains("✘ 0.1 Read orders     15 passed, 4 failed");
    }

    @Test
    void rules_are_numbered_without_a_gap() {
        replace(PAGE, "2\\. The time", "4. The time");
        assertFails("0.1 page: rule 4 of 'What must stay true' stands where rule 2 is expected.");
        replace(PAGE, "(?m)^\\d\\. ", "- ");
        assertFails("0.1 page: the section 'What must stay true' has no numbered rule.");
    }

    @Test
    void a_rule_that_a_failure_names_stands_on_the_page() {
        replace(SmallCourse.test("0.1"), "Rule 2", "Rule 9");
        assertFails(
                "0.1 page: OrdersTest.reads_the_time tells of rule 9, which 'What must stay true'"
                        + " does not have.");
        assertThat(user.out()).containsOnlyOnce("rule 9");
    }

    @Test
    void a_page_says_what_its_lab_is_about() {
        replace(PAGE, "topics: \\[orders\\]", "topics: []");
        assertFails("0.1 page: 'topics' names nothing that the lab is about.");
    }

    @Test
    void hints_are_three_and_numbered_and_say_something() {
        replace(PAGE, "(?s)<details><summary>2.*?</details>\n", "");
        replace(PAGE, "Call one after the other.", "");
        assertFails("0.1 page: it has 2 hints, and exactly 3 are asked for.");
        assertFails("0.1 page: the summary of hint 2 is '3 · The shape', and must begin '2 · '.");
        assertFails("0.1 page: hint 2 is empty.");
        replace(PAGE, "<summary>3 · The shape</summary>", "");
        assertFails("0.1 page: 1 of its 2 hints are not written <details><summary>");
        replace(PAGE, "</?(details|summary).*", "");
        assertFails("0.1 page: it has 0 hints, and exactly 3 are asked for.");
    }

    @Test
    void what_a_page_lets_edit_is_there() {
        replace(PAGE, "lab01/\\*\\*", "lab01/*.sql");
        assertFails(
                "0.1 page: 'edit' names src/main/java/dev/flinklabs/baseline/lab01/*.sql, and no"
                        + " file of the starter fits it.");
    }

    @Test
    void what_a_lab_comes_after_is_there_and_comes_before() {
        replace(PAGE, "after: \\[\\]", "after: [\"0.2\", \"0.9\"]");
        assertFails("0.1 page: 'after' names 0.2, which does not come before it.");
        assertFails("0.1 page: 'after' names 0.9, which no lab has.");
    }

    @Test
    void a_lab_without_a_discussion_is_refused() {
        String discussion = SmallCourse.discussion("0.1", "read-orders");
        Disk.delete(directory.resolve(discussion));
        assertFails("0.1 discussion: %s is missing.".formatted(discussion));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What the prediction was about",
                "The tempting wrong ways, and what each costs",
                "Why the reference is as it is",
                "Other right answers",
                "What the tests do not prove",
                "Further"
            })
    void a_discussion_without_one_of_its_sections_is_refused(String section) {
        String discussion = SmallCourse.discussion("0.1", "read-orders");
        replace(discussion, "## " + section + "\n", "## Else\n");
        assertFails("0.1 discussion: the section '%s' is missing.".formatted(section));
        replace(
                discussion,
                "(?s)## Else\n.*?(?=## |$)",
                "## " + section + "\n\n<!-- later -->\n\n");
        assertFails("0.1 discussion: the section '%s' is empty.".formatted(section));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_dead_link_is_named_with_its_line(String what, String text) {
        int line = append(text, "See [this](gone.md#there).");
        assertFails(
                "%s: %s:%d: the link to gone.md#there leads to no file of the course."
                        .formatted(what, text, line));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_command_that_does_not_exist_is_named_with_its_line(String what, String text) {
        int line = append(text, "Run `./lab chekc`.");
        assertFails(
                "%s: %s:%d: `./lab chekc` does not work: ./lab has no command 'chekc'. Nearest: check"
                        .formatted(what, text, line));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("0.1 page", PAGE),
                Arguments.of("0.1 discussion", SmallCourse.discussion("0.1", "read-orders")),
                Arguments.of("phase 0", PHASE + "/README.md"),
                Arguments.of("course", "README.md"));
    }

    @Test
    void a_missing_readme_is_named() {
        Disk.delete(directory.resolve("README.md"));
        Disk.delete(directory.resolve(PHASE + "/README.md"));
        assertFails("course: README.md is missing.");
        assertFails("phase 0: %s/README.md is missing.".formatted(PHASE));
    }

    @Test
    void the_table_of_labs_lists_each_lab_of_the_phase_and_no_other() {
        String readme = PHASE + "/README.md";
        String row = "| [0.1 Read orders](labs/0.1-read-orders.md) | 20 | what it is about |";
        replace(readme, "\\| 20 \\| orders \\|\n(?=.*0.2)", "| 25 | orders |\n");
        assertFails(
                "0.1 README: %s:7: the page says something else than this row: %s"
                        .formatted(readme, row));
        replace(readme, "0.1 Read orders(.*) 25 ", "0.1 Orders$1 20 ");
        assertFails("0.1 README: %s:7: the page says".formatted(readme));
        replace(readme, "0.1 Orders(.*)0.1-read-orders", "0.7 Lost$10.7-lost");
        assertFails(
                "0.1 README: the table of labs in %s has 0 rows for it, and one is asked for: %s"
                        .formatted(readme, row));
        assertFails(
                "phase 0: %s:7: the table lists 0.7 Lost, which is no lab of this phase."
                        .formatted(readme));
    }

    @Test
    void the_table_for_instructors_lists_each_lab_and_no_other() {
        String table = "docs/instructors.md";
        String row = "| 0.1 Read orders | 20 | where people wait |";
        replace(table, "(?<=0.1 Read orders.{1,9})at the amount", "");
        assertFails(
                "0.1 instructors: %s:5: the page says something else than this row: %s"
                        .formatted(table, row));
        replace(table, "0.1 Read orders", "0.7 Lost");
        assertFails(
                "0.1 instructors: the table of labs in %s has 0 rows for it, and one is asked for: %s"
                        .formatted(table, row));
        assertFails("course: %s:5: the table lists 0.7 Lost, which no lab is.".formatted(table));
    }

    @Test
    void of_one_lab_each_gate_is_told_as_it_is_passed() {
        user.lab("prove", "0.1");
        assertThat(user.out())
                .startsWith(
                        "1 starters can be cut from the solutions\n  1 passed, 0 failed\n2 every")
                .contains("  4 passed, 0 failed\n✔ 0.1 Read orders     16 passed, 0 failed\n\n16");
    }

    @Test
    void what_is_not_accepted_can_be_looked_at() {
        replace("solutions/alternatives/0.1/the-other-way-round/" + inPhase(), "time\\(\\);", "");
        user.lab("prove", "0.1");
        assertThat(user.out())
                .contains(
                        "\nA wrong answer or an alternative, whole: ./lab check 0.1 --as <its name>\n");
    }

    @Test
    void a_lab_whose_need_is_absent_is_named_and_not_counted() {
        withoutDocker();
        assertThat(user.lab("prove")).isZero();
        assertThat(user.out())
                .contains("○ 0.1 Read orders     not run: There is no Docker here.")
                .endsWith("\nnot run: 0.1\n18 passed, 0 failed\n");
    }

    @Test
    void a_complete_proof_needs_every_lab() {
        assertThat(user.lab("prove", "--complete")).isZero();
        withoutDocker();
        assertThat(user.lab("prove", "--complete")).isEqualTo(4);
        assertThat(user.out())
                .endsWith("\nnot run: 0.1; --complete asks for all\n18 passed, 0 failed\n");
        replace(SmallCourse.test("0.2"), "amount\\(\\);", "amounts();");
        assertThat(user.lab("prove", "--complete")).as("a defect counts before").isEqualTo(3);
    }

    private void withoutDocker() {
        replace(PAGE, "needs: \\[\\]", "needs: [docker]");
        user.needs(new Needs(Map.of("docker", () -> Optional.of("There is no Docker here."))));
    }

    /** Gives the number of the line that was added. */
    private int append(String path, String line) {
        String text = course.read(path) + "\n" + line + "\n";
        course.write(path, text);
        return (int) text.lines().count();
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
