package dev.flinklabs.coach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.bench.BenchListener;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.grading.BenchFactory;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.grading.Needs;
import dev.flinklabs.coach.report.Screen;
import dev.flinklabs.coach.verdict.Outcome;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The command without a terminal, and what its keys and runs do with a course. */
class WatchCommandTest {

    @TempDir Path directory;

    private SmallCourse course;
    private CommandLineUser user;

    @BeforeEach
    void a_course() {
        course = SmallCourse.in(directory);
        user = new CommandLineUser(directory);
    }

    @Test
    void without_a_terminal_it_says_what_to_do_instead() {
        assertThat(user.lab("watch", "0.2")).isEqualTo(4);
        assertThat(user.err())
                .isEqualTo(
                        "watch draws on a terminal and reads keys from it, and there is none here."
                                + " To check once: ./lab check 0.2\n");
        assertThat(user.benchLog()).isEmpty();
    }

    @Test
    void a_lab_that_is_not_there_is_told_before_a_terminal_is_asked_for() {
        assertThat(user.lab("watch", "7.1")).isEqualTo(2);
        assertThat(user.err()).startsWith("There is no lab or phase '7.1'.");
    }

    @Test
    void what_is_graded_is_the_text_that_was_read() {
        course.solve("0.1");
        verbs(
                verbs -> {
                    SourceTree text = verbs.text(lab());
                    course.solve("0.1", "time();", "");

                    assertThat(check(verbs, text).isGreen()).isTrue();
                    assertThat(check(verbs, verbs.text(lab())).isGreen()).isFalse();
                });
    }

    @Test
    void no_workspace_outlives_its_check() {
        verbs(
                verbs -> {
                    check(verbs, verbs.text(lab()));

                    assertThat(directory.resolve("target/workspaces"))
                            .isDirectoryRecursivelyContaining(
                                    path -> path.toString().matches(".*/\\d+-\\d+"))
                            .isDirectoryNotContaining("glob:**/*student*");
                });
    }

    @Test
    void a_verdict_is_kept_as_check_keeps_it() {
        course.solve("0.1", "time();", "");
        verbs(
                verbs -> {
                    assertThat(verbs.keep(check(verbs, verbs.text(lab()))))
                            .contains(".lab/reports/0.1.txt");
                    assertThat(course.read(".lab/reports/0.1.txt")).contains("Rule 2.");

                    course.solve("0.1");
                    assertThat(verbs.keep(check(verbs, verbs.text(lab())))).isEmpty();
                    assertThat(directory.resolve(".lab/reports/0.1.txt")).doesNotExist();
                    assertThat(verbs.next()).contains(course.lab("0.2"));
                    assertThat(verbs.list()).contains("✔ 0.1");
                });
    }

    @Test
    void after_green_comes_what_can_be_said_and_where_to_read_on() {
        course.solve("0.1");
        verbs(
                verbs -> {
                    verbs.keep(check(verbs, verbs.text(lab())));

                    assertThat(verbs.afterGreen(lab()))
                            .isEqualTo(
                                    """
                                      Done when

                                      Three tests are green.

                                      Read    solutions/phase-0-baseline/discussions/0.1-read-orders.md
                                      Next    0.2 Count orders: phase-0-baseline/labs/0.2-count-orders.md
                                      n       goes there
                                    """);
                });
    }

    @Test
    void after_the_last_green_lab_there_is_no_next() {
        course.solve("0.1").solve("0.2");
        user.lab("check", "all");
        verbs(
                verbs -> {
                    assertThat(verbs.next()).isEmpty();
                    assertThat(verbs.afterGreen(lab())).endsWith("  Every lab is green.\n");
                });
    }

    @Test
    void hints_are_those_of_the_command_hint_and_none_is_told_by_mistake() {
        verbs(
                verbs -> {
                    assertThat(verbs.hint(lab(), false)).contains("hint 1 of 3");
                    assertThat(verbs.hint(lab(), false))
                            .contains("hint 1 of 3")
                            .doesNotContain("hint 2");
                    assertThat(verbs.hint(lab(), true)).contains("hint 2 of 3");
                });
        user.lab("hint", "0.1", "--again");
        assertThat(user.out()).contains("hint 1 of 3", "hint 2 of 3");
    }

    @Test
    void a_reset_saves_and_says_how_to_undo_it() {
        course.solve("0.1");
        verbs(verbs -> assertThat(verbs.reset(lab())).contains("Undo: ./lab restore 0.1-1"));
        user.lab("restore", "0.1-1");
        user.lab("check", "0.1");
        assertThat(user.out()).contains("3 of 3");
    }

    @Test
    void an_abort_ends_the_bench_and_the_next_check_goes_on() {
        List<String> log = new ArrayList<>();
        verbs(
                log,
                verbs -> {
                    check(verbs, verbs.text(lab()));
                    verbs.abort();
                    assertThat(log).last().isEqualTo("close phase-0-baseline");
                    assertThat(check(verbs, verbs.text(lab())).verdict().outcome())
                            .isEqualTo(Outcome.NOT_DONE);
                });
    }

    private void verbs(Consumer<CommandVerbs> use) {
        verbs(new ArrayList<>(), use);
    }

    private void verbs(List<String> benchLog, Consumer<CommandVerbs> use) {
        BenchFactory benches = phase -> new TextBench(phase, benchLog);
        Course plain =
                new Course(
                        directory,
                        benches,
                        benches,
                        Needs.ofTheCourse(directory),
                        new Screen(System.out, System.err, false, false));
        try (Session session = Session.openApart(plain, 1, 0)) {
            use.accept(new CommandVerbs(plain, plain.catalogue(), session));
        }
    }

    private Lab lab() {
        return course.lab("0.1");
    }

    private Grade check(CommandVerbs verbs, SourceTree text) {
        return verbs.check(lab(), text, BenchListener.SILENT);
    }
}
