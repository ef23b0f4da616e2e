package dev.flinklabs.testkit.operator;

import static dev.flinklabs.testkit.operator.OperatorStoryTest.PARCELS;
import static dev.flinklabs.testkit.operator.OperatorStoryTest.collected;
import static dev.flinklabs.testkit.operator.OperatorStoryTest.ready;
import static dev.flinklabs.testkit.timeline.Day.at;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flinklabs.testkit.operator.lab07.OncePerHour;
import dev.flinklabs.testkit.operator.lab07.Parcel;
import dev.flinklabs.testkit.operator.lab07.PickupReminder;
import dev.flinklabs.testkit.operator.lab07.Shelves;
import dev.flinklabs.testkit.operator.lab07.WrongReminders;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import java.io.NotSerializableException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

class OperatorStoryFailureTest {

    @Test
    void state_in_a_field_is_caught_after_a_restore() {
        var story = OperatorStory.of(new WrongReminders.FieldState(), PARCELS);

        String failure =
                failureOf(
                        () ->
                                story.about(
                                                "Parcel p-1 was ready at 10:00 and never"
                                                        + " collected.")
                                        .rule(3, "what the operator knows survives a" + " restart.")
                                        .question("Where is it written down that p-1 waits?")
                                        .given(ready("p-1", "10:00"))
                                        .watermark("10:30")
                                        .snapshotAndRestore()
                                        .watermark("11:00:00.001")
                                        .emitted("p-1"));

        assertThat(failure)
                .isEqualTo(
                        """
                        Parcel p-1 was ready at 10:00 and never collected.
                        A snapshot at watermark 10:30 was restored into a new operator.
                        At watermark 11:00:00.001 this was due: p-1.
                        Nothing came out.
                        Rule 3: what the operator knows survives a restart.
                        Where is it written down that p-1 waits?

                        event time  10:00                    10:30                      11:00:00.001
                        in          ● ready p-1
                        watermark   ─────────────────────────▶ 10:30 ───────────────────▶ 11:00:00.001
                                                             ⟲ snapshot, restored
                        out                                                             · nothing
                        expected                                                        ▲ p-1
                        kept        at the snapshot: no state, timer (p-1 at 11:00:00.001); restored:
                                    the same\
                        """);
    }

    @Test
    void a_timer_left_behind_is_caught() {
        var story = OperatorStory.of(new WrongReminders.TimerLeft(), PARCELS);

        String failure =
                failureOf(
                        () ->
                                story.rule(
                                                2,
                                                "once a parcel is collected, nothing of it"
                                                        + " is left.")
                                        .given(ready("p-1", "10:00"), collected("p-1", "10:30"))
                                        .keptNothing());

        assertThat(failure)
                .isEqualTo(
                        """
                        After collected p-1 (10:30) nothing was to be kept.
                        Kept: no state, timer (p-1 at 11:00:00.001).
                        Rule 2: once a parcel is collected, nothing of it is left.

                        event time  10:00                                              10:30
                        in          ● ready p-1                                        ● collected p-1
                        kept        no state, timer (p-1 at 11:00:00.001)\
                        """);
    }

    @Test
    void state_left_on_one_path_is_caught() {
        var story = OperatorStory.of(new WrongReminders.StateLeftOnOnePath(), PARCELS);

        String failure =
                failureOf(
                        () ->
                                story.given(ready("p-1", "10:00"), collected("p-1", "10:30"))
                                        .keptNothing()
                                        .given(ready("p-2", "10:00"))
                                        .watermark("12:00")
                                        .emitted("p-2")
                                        .keptNothing());

        assertThat(failure)
                .isEqualTo(
                        """
                        At watermark 12:00 nothing was to be kept.
                        Kept: state ready (p-2), no timer.

                        event time  10:00         10:30                                        12:00
                        in          ● 1: ready p-1
                                    ● 3: ready p-2
                                                  ● 2: collected p-1
                        watermark   ───────────────────────────────────────────────────────────▶ 12:00
                        out                                                                    ● p-2
                        expected                                                               ▲ p-2
                        kept        state ready (p-2), no timer\
                        """);
    }

    @Test
    void output_that_waits_for_the_end_of_input_is_caught() {
        var story = OperatorStory.of(new WrongReminders.AtTheEnd(), PARCELS);

        String failure =
                failureOf(
                        () ->
                                story.given(ready("p-1", "10:00"), ready("p-2", "10:05"))
                                        .watermark("12:00")
                                        .emitted("p-1", "p-2"));

        assertThat(failure)
                .isEqualTo(
                        """
                        At watermark 12:00 this was due: p-1; p-2.
                        Nothing came out.

                        event time  10:00    10:05                                           12:00
                        in          ● ready p-1
                                             ● ready p-2
                        watermark   ─────────────────────────────────────────────────────────▶ 12:00
                        out                                                                  · nothing
                        expected                                                             ▲ p-1
                                                                                             ▲ p-2
                        kept        state ready (p-1, p-2), timer (p-1 at end of input, p-2 at end of
                                    input)\
                        """);
        assertThat(
                        failureOf(
                                () ->
                                        OperatorStory.of(new WrongReminders.AtTheEnd(), PARCELS)
                                                .given(ready("p-1", "10:00"))
                                                .endOfInput()
                                                .emittedNothing()))
                .startsWith("At the end of input nothing was due.\nThis came out: p-1.");
    }

    @Test
    void a_timer_of_the_wrong_clock_is_caught_as_silence() {
        var story = OperatorStory.of(new WrongReminders.ProcessingTimer(), PARCELS);

        String failure =
                failureOf(
                        () -> story.given(ready("p-1", "10:00")).watermark("12:00").emitted("p-1"));

        assertThat(failure)
                .isEqualTo(
                        """
                        At watermark 12:00 this was due: p-1.
                        Nothing came out.

                        event time  10:00                                                    12:00
                        in          ● ready p-1
                        watermark   ─────────────────────────────────────────────────────────▶ 12:00
                        out                                                                  · nothing
                        expected                                                             ▲ p-1
                        kept        state ready (p-1), timer (p-1 at 11:00:00.001 on the clock)\
                        """);
    }

    @Test
    void output_that_is_too_early_is_caught_with_the_moment_at_which_it_came() {
        var story = OperatorStory.of(new WrongReminders.OnTheEdge(), PARCELS);

        String failure =
                failureOf(
                        () ->
                                story.given(ready("p-1", "10:00"))
                                        .watermark("11:00")
                                        .given(collected("p-1", "11:00"))
                                        .watermark("11:00:00.001")
                                        .emittedNothing());

        assertThat(failure)
                .isEqualTo(
                        """
                        At watermark 11:00:00.001 nothing was due.
                        This came out: p-1 (at watermark 11:00).

                        event time  10:00                                      11:00    11:00:00.001
                        in          ● ready p-1   collected p-1, after ▶ 11:00 ●
                        watermark   ───────────────────────────────────────────▶ 11:00 ─▶ 11:00:00.001
                        out                                                    ✘ p-1
                        expected                                                        · nothing
                        kept        no state, no timer\
                        """);
    }

    @Test
    void output_that_comes_twice_is_caught() {
        var story = OperatorStory.of(new WrongReminders.Twice(), PARCELS);

        String failure =
                failureOf(
                        () ->
                                story.given(ready("p-1", "10:00"))
                                        .watermark("11:00:00.001")
                                        .emitted("p-1"));

        assertThat(failure)
                .isEqualTo(
                        """
                        At watermark 11:00:00.001 p-1 had come out 2 times; it was due once.

                        event time  10:00                                               11:00:00.001
                        in          ● ready p-1
                        watermark   ────────────────────────────────────────────────────▶ 11:00:00.001
                        out         ● p-1                                               ✘ p-1
                        expected                                                        ▲ p-1
                        kept        no state, no timer\
                        """);
    }

    @Test
    void another_output_than_the_expected_is_caught_and_both_are_kept_for_comparison() {
        var story = OperatorStory.of(new WrongReminders.AnotherParcel(), PARCELS);

        AssertionFailedError failure =
                catchThrowableOfType(
                        AssertionFailedError.class,
                        () -> story.given(ready("p-1", "10:00")).watermark("12:00").emitted("p-1"));
        assertThat(failure.getMessage())
                .isEqualTo(
                        """
                        At watermark 12:00 this was due and had not come out: p-1.
                        This had come out and was not due: p-9.

                        event time  10:00                                                      12:00
                        in          ● ready p-1
                        watermark   ───────────────────────────────────────────────────────────▶ 12:00
                        out                                                                    ✘ p-9
                        expected                                                               ▲ p-1
                        kept        state ready (p-1), no timer\
                        """);
        assertThat(failure.getExpected().getValue()).isEqualTo(List.of("p-1"));
        assertThat(failure.getActual().getValue()).isEqualTo(List.of("p-9"));
    }

    @Test
    void events_out_of_order_are_numbered_and_late_ones_say_so() {
        var story = OperatorStory.of(new PickupReminder(), PARCELS);

        String failure =
                failureOf(
                        () ->
                                story.given(ready("p-1", "10:30"), ready("p-2", "10:00"))
                                        .watermark("10:45")
                                        .given(ready("p-3", "10:40"))
                                        .emitted("p-1"));

        assertThat(failure)
                .isEqualTo(
                        """
                        After ready p-3 (10:40) this was due: p-1.
                        Nothing came out.

                        event time  10:00                                10:30        10:40    10:45
                        in          ● 2: ready p-2                       ● 1: ready p-1
                                                          3: ready p-3, after ▶ 10:45 ●
                        watermark   ───────────────────────────────────────────────────────────▶ 10:45
                        out                                                           · nothing
                        expected                                                      ▲ p-1
                        kept        state ready (p-1, p-2, p-3), timer (p-2 at 11:00:00.001, p-1 at
                                    11:30:00.001, p-3 at 11:40:00.001)\
                        """);
    }

    @Test
    void a_change_of_parallelism_is_drawn() {
        var story = OperatorStory.of(new WrongReminders.FieldState(), PARCELS);

        String failure =
                failureOf(
                        () ->
                                story.given(ready("p-1", "10:00"), ready("p-2", "10:00"))
                                        .snapshot()
                                        .restore(2)
                                        .watermark("12:00")
                                        .emitted("p-1", "p-2"));

        assertThat(failure)
                .isEqualTo(
                        """
                        A snapshot before any watermark was restored into 2 new subtasks.
                        At watermark 12:00 this was due: p-1; p-2.
                        Nothing came out.

                        event time  10:00                                                    12:00
                        in          ● ready p-1
                                    ● ready p-2
                        watermark   ─────────────────────────────────────────────────────────▶ 12:00
                                    ⟲ snapshot, restored 1 → 2
                        out                                                                  · nothing
                        expected                                                             ▲ p-1
                                                                                             ▲ p-2
                        kept        at the snapshot: no state, timer (p-1 at 11:00:00.001, p-2 at
                                    11:00:00.001); restored: the same\
                        """);
    }

    @Test
    void a_story_that_sets_the_clock_is_drawn_over_the_clock() {
        var story = OperatorStory.of(new OncePerHour(), PARCELS);

        String failure =
                failureOf(
                        () ->
                                story.clock("10:00")
                                        .given(ready("p-1", "10:00"))
                                        .emitted("p-1")
                                        .clock("10:30")
                                        .given(ready("p-1", "10:00"))
                                        .emitted("p-1"));

        assertThat(failure)
                .isEqualTo(
                        """
                        After ready p-1 (10:00) this was due and had not come out: p-1.
                        This had come out and was not due: a minute after p-1 (at 10:30 on the clock).

                        by the clock  10:00                                       10:30
                        in            ● ready p-1                                 ● ready p-1
                        clock         ▶ 10:00 ────────────────────────────────────▶ 10:30
                        out           ● p-1                                       ✘ a minute after p-1
                        expected      ▲ p-1                                       ▲ p-1
                        kept          state seen (p-1), no timer\
                        """);
    }

    @Test
    void a_side_output_has_lanes_of_its_own() {
        Input<Shelves.Rule> rules = Input.named("rules", rule -> at("09:00"));
        var story = OperatorStory.of(new Shelves(), PARCELS, rules, Shelves.RULES);

        String failure =
                failureOf(
                        () ->
                                story.given(rules, new Shelves.Rule("ready", "shelf 1"))
                                        .given(ready("p-1", "10:00"), collected("p-2", "10:00"))
                                        .emittedTo(Shelves.UNKNOWN, "p-1"));

        assertThat(failure)
                .isEqualTo(
                        """
                        After collected p-2 (10:00) this was due in the side output unknown and had
                        not come out: p-1.
                        This had come out in the side output unknown and was not due: p-2.

                        event time        09:00                                       10:00
                        in                                                            ● ready p-1
                                                                                      ● collected p-2
                        rules             ● Rule[kind=ready, shelf=shelf 1]
                        out                                                           ● p-1 on shelf 1
                        unknown                                                       ✘ p-2
                        expected unknown                                              ▲ p-1
                        kept              state shelf (p-1), no timer\
                        """);
    }

    @Test
    void a_counter_is_read_by_its_name() {
        assertThat(
                        failureOf(
                                () ->
                                        OperatorStory.of(new PickupReminder(), PARCELS)
                                                .rule(4, "a parcel without an id is counted.")
                                                .given(ready("p-1", "10:00"))
                                                .counted("malformed", 1)))
                .startsWith(
                        """
                        After ready p-1 (10:00) the counter malformed was to stand at 1.
                        It stands at 0.
                        Rule 4: a parcel without an id is counted.
                        """);
        assertThat(
                        failureOf(
                                () ->
                                        OperatorStory.of(new PickupReminder(), PARCELS)
                                                .given(ready("p-1", "10:00"))
                                                .counted("dropped", 0)))
                .contains("The operator has no counter of that name.");
    }

    @Test
    void an_exception_names_the_event_the_cause_and_the_student_s_line() {
        var story = OperatorStory.of(new WrongReminders.NullState(), PARCELS);

        Throwable failure =
                catchThrowable(
                        () ->
                                story.rule(4, "a parcel of which nothing is known is dropped.")
                                        .given(ready("p-1", "10:00"), collected("p-2", "10:30")));
        assertThat(failure)
                .isInstanceOf(AssertionFailedError.class)
                .hasCauseInstanceOf(NullPointerException.class);
        int line = failure.getCause().getStackTrace()[0].getLineNumber();
        assertThat(failure.getMessage())
                .isEqualTo(
                        """
                        The operator failed while it processed collected p-2 (10:30).
                        NullPointerException: Cannot invoke "java.lang.Long.longValue()" because the
                        return value of "org.apache.flink.api.common.state.ValueState.value()" is null
                        In WrongReminders.java:%s.
                        Rule 4: a parcel of which nothing is known is dropped.

                        event time  10:00                                              10:30
                        in          ● ready p-1                                        ✘ collected p-2\
                        """
                                .formatted(line));
    }

    @Test
    void an_exception_outside_an_event_says_where_it_happened() {
        assertThat(
                        failureOf(
                                () ->
                                        OperatorStory.of(new WrongReminders.FailingTimer(), PARCELS)
                                                .given(ready("p-1", "10:00"))
                                                .watermark("12:00")))
                .startsWith(
                        """
                        The operator failed at watermark 12:00.
                        IllegalStateException: no reminder for p-1
                        In WrongReminders.java:\
                        """);
        assertThat(
                        failureOf(
                                () ->
                                        OperatorStory.of(new WrongReminders.FailingOpen(), PARCELS)
                                                .given(ready("p-1", "10:00"))))
                .startsWith(
                        """
                        The operator failed while it opened.
                        IllegalArgumentException: no such state
                        In WrongReminders.java:\
                        """);
    }

    @Test
    void a_function_that_cannot_be_sent_to_a_taskmanager_is_told() {
        assertThatThrownBy(
                        () ->
                                OperatorStory.of(new WrongReminders.NotSerializable(), PARCELS)
                                        .given(ready("p-1", "10:00")))
                .hasMessageStartingWith(
                        """
                        The operator failed while it was serialized for its TaskManagers.
                        NotSerializableException: java.lang.Object
                        """)
                .hasCauseInstanceOf(NotSerializableException.class);
    }

    @Test
    void an_operator_that_fails_to_close_is_told() {
        WrongReminders.Closing.failing = true;
        var story = OperatorStory.of(new WrongReminders.Closing(), PARCELS);
        story.given(ready("p-1", "10:00"));

        assertThat(failureOf(story::close))
                .startsWith(
                        """
                        The operator failed while it closed.
                        IllegalStateException: the door is stuck
                        """);
    }

    @Test
    void a_stub_s_words_pass_through_as_they_are() {
        assertThatThrownBy(
                        () ->
                                OperatorStory.of(new WrongReminders.NotDone(), PARCELS)
                                        .given(ready("p-1", "10:00")))
                .isExactlyInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Lab 2.7 is not done yet");
    }

    @Test
    void an_output_that_the_test_s_words_do_not_fit_is_told_all_the_same() {
        var story =
                OperatorStory.of(new WrongReminders.NullOutput(), PARCELS)
                        .outputToldAs(id -> "reminder of " + id.toUpperCase(Locale.ROOT));

        assertThat(failureOf(() -> story.given(ready("p-1", "10:00")).emitted("p-1")))
                .startsWith(
                        """
                        After ready p-1 (10:00) this was due and had not come out: reminder of P-1.
                        This had come out and was not due: null.
                        """);
    }

    @Test
    void many_outputs_are_counted_in_words_and_in_the_picture() {
        var story = OperatorStory.of(new PickupReminder(), PARCELS);
        for (int i = 0; i < 300; i++) {
            story.given(new Parcel("p-" + i, "ready", at("10:00").plusSeconds(i)));
        }

        String failure = failureOf(() -> story.watermark("12:00").emittedNothing());

        assertThat(failure)
                .isEqualTo(
                        """
                        At watermark 12:00 nothing was due.
                        This came out: p-0; p-1; p-2 and 297 more.

                        event time           10:04:44    10:04:48    10:04:52    10:04:56    12:00
                                          10:04:43    10:04:47    10:04:51    10:04:55    10:04:59
                        in          ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ● ready p-296
                                                                                    ● ready p-297
                                                                                       ● ready p-298
                                                                              ready p-299 ●
                                    … 281 more, 10:00 to 10:04:40
                        watermark   ─────────────────────────────────────────────────────────▶ 12:00
                        out                                                                  ✘ p-0
                                                                                             ✘ p-1
                                                                                             ✘ p-2
                                                                                             ✘ p-3
                                    … 296 more, at 12:00
                        expected                                                             · nothing
                        kept        no state, no timer\
                        """);
    }

    @Test
    void an_event_of_another_day_is_told_with_its_date() {
        Instant beforeAllTime = Instant.ofEpochMilli(-1);
        assertThat(
                        failureOf(
                                () ->
                                        OperatorStory.of(new PickupReminder(), PARCELS)
                                                .given(new Parcel("p-1", "ready", beforeAllTime))
                                                .keptNothing()))
                .startsWith(
                        "After ready p-1 (1969-12-31 23:59:59.999) nothing was to be kept.\n"
                                + "Kept: state ready (p-1), timer (p-1 at 1970-01-01 01:00).\n");
    }

    private static String failureOf(Runnable telling) {
        return catchThrowable(telling::run).getMessage();
    }
}
