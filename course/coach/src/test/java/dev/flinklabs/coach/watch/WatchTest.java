package dev.flinklabs.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.trouble.Trouble;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

class WatchTest {

    private final InMemory course = new InMemory();
    private final Deque<Runnable> runs = new ArrayDeque<>();
    private final List<Lab> prepared = new ArrayList<>();
    private final List<Lab> followed = new ArrayList<>();
    private Trouble lacking;
    private Duration time = Duration.ofDays(1);
    private Watch watch;

    @BeforeEach
    void a_lab_in_hand() {
        watch =
                new Watch(
                        course,
                        runs::add,
                        Runnable::run,
                        this::prepare,
                        followed::add,
                        () -> time.toNanos());
        watch.begin(InMemory.FIRST);
    }

    @Test
    void a_lab_taken_in_hand_is_run_and_its_saves_are_followed() {
        assertThat(watch.board().running()).isPresent();
        assertThat(watch.board().verdict()).isEmpty();
        assertThat(followed).containsExactly(InMemory.FIRST);

        endRun();

        assertThat(watch.board().running()).isEmpty();
        assertThat(said()).isEqualTo("It is wrong.");
        assertThat(watch.board().report()).contains("report.txt");
        assertThat(course.kept).containsExactly("0.1 FAILED");
    }

    @Test
    void a_save_is_run_and_until_then_the_verdict_is_one_of_before() {
        endRun();
        save("right");

        assertThat(watch.board().running()).isPresent();

        endRun();

        assertThat(watch.board().running()).isEmpty();
        assertThat(watch.board().verdict()).get().matches(grade -> grade.isGreen());
        assertThat(watch.board().report()).isEmpty();
        assertThat(watch.board().afterGreen()).isEqualTo("  What comes after 0.1\n");
    }

    @Test
    void a_save_without_a_change_is_not_run() {
        endRun();
        save("wrong");

        assertThat(runs).isEmpty();
        assertThat(watch.isRunning()).isFalse();
    }

    @Test
    void a_verdict_of_a_text_that_is_no_more_is_not_taken() {
        save("other");
        endRun();

        assertThat(watch.board().verdict()).isEmpty();
        assertThat(watch.isRunning()).isTrue();
        assertThat(course.kept).isEmpty();

        endRun();

        assertThat(said()).isEqualTo("It is other.");
    }

    @Test
    void a_verdict_is_not_taken_for_another_text_though_nobody_has_told_of_a_save() {
        course.text = "other";
        endRun();

        assertThat(watch.board().verdict()).isEmpty();

        endRun();

        assertThat(said()).isEqualTo("It is other.");
    }

    @Test
    void many_saves_in_the_midst_of_a_run_make_one_more_run() {
        save("one");
        save("two");
        save("three");
        endRun();
        endRun();

        assertThat(runs).isEmpty();
        assertThat(course.graded).containsExactly("0.1 wrong", "0.1 three");
        assertThat(said()).isEqualTo("It is three.");
    }

    @Test
    void a_save_that_is_taken_back_leaves_the_run_its_verdict() {
        save("other");
        save("wrong");
        endRun();

        assertThat(runs).isEmpty();
        assertThat(said()).isEqualTo("It is wrong.");
    }

    @Test
    void a_run_under_way_is_not_ended_as_long_as_its_text_stands() {
        pass(Duration.ofHours(1));

        assertThat(course.told).isEmpty();
    }

    @Test
    void a_first_run_is_given_the_time_that_a_cluster_takes_to_start() {
        save("other");

        pass(Run.PATIENCE_AT_FIRST.minusMillis(1));
        assertThat(course.told).isEmpty();

        pass(Duration.ofMillis(1));
        assertThat(course.told).containsExactly("abort");
    }

    @Test
    void a_run_without_a_sign_of_life_is_ended_some_seconds_after_a_save() {
        endRun();
        save("loop");
        pass(Duration.ofMinutes(1));
        save("right");

        pass(Run.PATIENCE.minusMillis(1));
        assertThat(course.told).isEmpty();

        pass(Duration.ofMillis(1));
        assertThat(course.told).containsExactly("abort");

        pass(Run.PATIENCE.minusMillis(1));
        assertThat(course.told).as("it is given time to end").containsExactly("abort");
    }

    @Test
    void what_is_saved_again_and_again_does_not_put_off_the_end_of_a_run() {
        endRun();
        save("loop");
        save("one");
        pass(Run.PATIENCE.minusMillis(1));
        save("two");
        pass(Duration.ofMillis(1));

        assertThat(course.told).containsExactly("abort");
    }

    @Test
    void after_a_run_was_ended_the_next_is_given_time_to_start_again() {
        endRun();
        save("loop");
        save("other");
        pass(Run.PATIENCE);
        failRun();
        save("right");
        pass(Run.PATIENCE);

        assertThat(course.told).containsExactly("abort");
    }

    @Test
    void a_run_whose_tests_end_one_by_one_is_let_come_to_its_end() {
        Run run = new Run(InMemory.tree("x"), true, 0);
        long patience = Run.PATIENCE.toNanos();
        run.unwant(0);
        run.testEnded(patience - 1);

        assertThat(run.isToBeAborted(patience)).isFalse();
        assertThat(run.isToBeAborted(2 * patience - 1)).isTrue();
    }

    @Test
    void whatever_a_run_says_that_was_ended_nobody_hears() {
        endRun();
        save("loop");
        save("right");
        pass(Run.PATIENCE);
        failRun();

        assertThat(watch.board().trouble()).isEmpty();

        endRun();

        assertThat(watch.board().verdict()).get().matches(grade -> grade.isGreen());
    }

    @Test
    void a_run_during_which_the_machine_slept_is_run_again_on_another_bench() {
        watch.slept();
        endRun();

        assertThat(course.told).containsExactly("abort");
        assertThat(watch.board().verdict()).isEmpty();

        endRun();

        assertThat(said()).isEqualTo("It is wrong.");
    }

    @Test
    void a_verdict_from_before_the_machine_slept_holds_and_the_next_run_is_given_time() {
        endRun();
        watch.slept();

        assertThat(course.told).containsExactly("abort");
        assertThat(said()).isEqualTo("It is wrong.");
        assertThat(watch.isRunning()).isFalse();

        save("loop");
        save("right");
        pass(Run.PATIENCE);

        assertThat(course.told).containsExactly("abort");
    }

    @Test
    void why_a_lab_could_not_be_run_is_told_until_the_next_save() {
        course.benchFails = Trouble.machine("The class path is gone.");
        endRun();

        assertThat(watch.board().trouble()).isEqualTo("The class path is gone.");
        assertThat(watch.board().verdict()).isEmpty();

        course.benchFails = null;
        save("right");

        assertThat(watch.board().trouble()).isEmpty();
        endRun();
        assertThat(watch.board().verdict()).get().matches(grade -> grade.isGreen());
    }

    @Test
    void a_fault_of_the_coach_is_not_hidden() {
        course.benchFails = new IllegalStateException("bug");

        assertThatThrownBy(this::endRun).isSameAs(course.benchFails);
    }

    @Test
    void what_cannot_be_read_has_no_verdict_and_says_why_until_it_can() {
        endRun();
        course.unreadable = Trouble.machine("Orders.java may not be read by you.");
        watch.saved();

        assertThat(watch.board().verdict()).isEmpty();
        assertThat(watch.board().trouble()).isEqualTo("Orders.java may not be read by you.");

        course.unreadable = null;
        watch.saved();
        endRun();

        assertThat(watch.board().trouble()).isEmpty();
        assertThat(said()).isEqualTo("It is wrong.");
    }

    @Test
    void what_becomes_unreadable_during_a_run_takes_its_verdict_with_it() {
        course.unreadable = Trouble.machine("Orders.java may not be read by you.");
        endRun();

        assertThat(watch.board().verdict()).isEmpty();
        assertThat(watch.board().trouble()).isEqualTo("Orders.java may not be read by you.");
        assertThat(watch.isRunning()).isFalse();
    }

    @Test
    void a_verdict_that_cannot_be_written_down_is_shown_with_the_reason() {
        course.diskRefuses = Trouble.machine("The disk is full.");
        endRun();

        assertThat(said()).isEqualTo("It is wrong.");
        assertThat(watch.board().trouble()).isEqualTo("The disk is full.");
    }

    @Test
    void n_on_a_red_lab_says_what_it_is_for() {
        endRun();
        watch.pressed(Key.NEXT);

        assertThat(sheet()).contains("when this one is green, and 0.1 is not", "./lab watch");
        assertThat(watch.board().lab()).isEqualTo(InMemory.FIRST);
    }

    @Test
    void n_on_a_green_lab_takes_the_next_in_hand() {
        course.text = "right";
        watch.saved();
        endRun();
        endRun();
        course.text = "wrong";
        watch.pressed(Key.NEXT);

        assertThat(watch.board().lab()).isEqualTo(InMemory.SECOND);
        assertThat(watch.board().verdict()).isEmpty();
        assertThat(watch.isRunning()).isTrue();
        assertThat(followed).containsExactly(InMemory.FIRST, InMemory.SECOND);
    }

    @Test
    void n_goes_nowhere_while_the_verdict_of_a_save_is_not_known() {
        save("right");
        endRun();
        endRun();
        save("wrong");
        watch.pressed(Key.NEXT);

        assertThat(watch.board().lab()).isEqualTo(InMemory.FIRST);
    }

    @Test
    void a_phase_is_prepared_once_before_its_first_lab_is_run() {
        goOn(InMemory.SECOND);
        goOn(InMemory.OF_ANOTHER_PHASE);

        assertThat(prepared).containsExactly(InMemory.FIRST, InMemory.OF_ANOTHER_PHASE);
    }

    @Test
    void a_phase_that_cannot_be_prepared_leaves_the_lab_in_hand() {
        lacking = Trouble.machine("Without its set-up, phase-1 cannot be run.");
        goOn(InMemory.OF_ANOTHER_PHASE);

        assertThat(sheet()).contains("Without its set-up, phase-1 cannot be run.");
        assertThat(watch.board().lab()).isEqualTo(InMemory.FIRST);
        assertThat(watch.board().verdict()).get().matches(grade -> grade.isGreen());
        assertThat(watch.isRunning()).isFalse();
    }

    @Test
    void n_after_the_last_lab_says_so() {
        course.next = Optional.empty();
        save("right");
        endRun();
        endRun();
        watch.pressed(Key.NEXT);

        assertThat(sheet()).contains("Every lab is green.");
    }

    @Test
    void h_shows_what_was_told_and_pressed_again_the_next_hint() {
        watch.pressed(Key.HINT);
        assertThat(sheet()).isEqualTo("the hints");

        watch.pressed(Key.HINT);
        assertThat(sheet()).isEqualTo("another hint");

        watch.pressed(Key.BACK);
        assertThat(watch.board().sheet()).isEmpty();

        watch.pressed(Key.HINT);
        assertThat(sheet()).isEqualTo("the hints");
    }

    @Test
    void the_end_of_a_run_leaves_a_hint_on_the_screen_and_a_save_takes_it_away() {
        watch.pressed(Key.HINT);
        endRun();
        assertThat(sheet()).isEqualTo("the hints");

        save("right");
        assertThat(watch.board().sheet()).isEmpty();
    }

    @Test
    void x_asks_and_resets_only_on_a_yes() {
        endRun();
        for (Key no : List.of(Key.NEXT, Key.BACK, Key.RESET, Key.MORE)) {
            watch.pressed(Key.RESET);
            assertThat(sheet()).contains("Put the starter of 0.1 Read orders back?");
            watch.pressed(no);
            assertThat(watch.board().sheet()).as("after %s", no).isEmpty();
            watch.pressed(Key.YES);
        }
        assertThat(course.text).isEqualTo("wrong");

        watch.pressed(Key.RESET);
        watch.pressed(Key.YES);

        assertThat(sheet()).isEqualTo("reset, and how to undo it");
        watch.saved();
        endRun();
        assertThat(sheet()).as("the reset's own save").isEqualTo("reset, and how to undo it");
        assertThat(said()).isEqualTo("It is starter.");
    }

    @Test
    void a_save_withdraws_the_question() {
        endRun();
        watch.pressed(Key.RESET);
        save("better");
        watch.pressed(Key.YES);

        assertThat(course.text).isEqualTo("better");
    }

    @Test
    void r_runs_the_same_text_again() {
        endRun();
        watch.pressed(Key.RERUN);
        endRun();

        assertThat(course.graded).containsExactly("0.1 wrong", "0.1 wrong");
    }

    @Test
    void r_during_a_run_runs_the_same_text_again_afterwards() {
        watch.pressed(Key.RERUN);
        watch.pressed(Key.RERUN);
        endRun();
        assertThat(watch.board().verdict()).isEmpty();
        endRun();

        assertThat(course.graded).containsExactly("0.1 wrong", "0.1 wrong");
        assertThat(said()).isEqualTo("It is wrong.");
    }

    @Test
    void r_tries_again_what_could_not_be_run() {
        course.benchFails = Trouble.machine("The class path is gone.");
        endRun();
        course.benchFails = null;
        watch.pressed(Key.RERUN);
        endRun();

        assertThat(said()).isEqualTo("It is wrong.");
    }

    @Test
    void the_map_and_the_help_are_sheets() {
        watch.pressed(Key.LIST);
        assertThat(sheet()).isEqualTo("the map");

        watch.pressed(Key.HELP);
        assertThat(sheet()).contains("rerun");

        watch.pressed(Key.MORE);
        assertThat(watch.board().sheet()).get().matches(sheet -> sheet.turned() == 1);
    }

    @Test
    void q_ends_it_also_where_a_question_is_open() {
        assertThat(watch.isOver()).isFalse();
        watch.pressed(Key.RESET);
        watch.pressed(Key.QUIT);

        assertThat(watch.isOver()).isTrue();
        assertThat(course.text).isEqualTo("wrong");
    }

    private void save(String text) {
        course.text = text;
        watch.saved();
    }

    private void goOn(Lab next) {
        course.next = Optional.of(next);
        while (watch.isRunning()) {
            endRun();
        }
        course.text = "right";
        watch.pressed(Key.RERUN);
        endRun();
        watch.pressed(Key.NEXT);
    }

    private void prepare(Lab lab) {
        if (lacking != null) {
            throw lacking;
        }
        prepared.add(lab);
    }

    private void endRun() {
        runs.remove().run();
    }

    /** As a bench does that was closed under a run. */
    private void failRun() {
        course.benchFails = new IllegalStateException("closed");
        endRun();
        course.benchFails = null;
    }

    private void pass(Duration more) {
        time = time.plus(more);
        watch.tick();
    }

    private String said() {
        return watch.board().verdict().orElseThrow().verdict().tests().get(0).message();
    }

    private String sheet() {
        return watch.board().sheet().orElseThrow().text();
    }
}
