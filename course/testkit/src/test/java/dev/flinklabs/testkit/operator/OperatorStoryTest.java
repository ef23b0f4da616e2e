package dev.flinklabs.testkit.operator;

import static dev.flinklabs.testkit.timeline.Day.at;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.testkit.operator.lab07.Batches;
import dev.flinklabs.testkit.operator.lab07.Matching;
import dev.flinklabs.testkit.operator.lab07.Matching.Payment;
import dev.flinklabs.testkit.operator.lab07.OncePerHour;
import dev.flinklabs.testkit.operator.lab07.Parcel;
import dev.flinklabs.testkit.operator.lab07.PickupReminder;
import dev.flinklabs.testkit.operator.lab07.Reusing;
import dev.flinklabs.testkit.operator.lab07.Shelves;
import dev.flinklabs.testkit.operator.lab07.Shelves.Rule;
import dev.flinklabs.testkit.operator.lab07.Tally;
import dev.flinklabs.testkit.operator.lab07.WrongReminders;

import org.apache.flink.api.common.functions.ReduceFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.types.LongValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

class OperatorStoryTest {

    static final Input<Parcel> PARCELS =
            Input.named("in", Parcel::time)
                    .keyedBy(Parcel::id, Types.STRING)
                    .toldAs(parcel -> parcel.kind() + " " + parcel.id());

    private static final Input<Payment> PAYMENTS =
            Input.<Payment>named("payments", payment -> null).keyedBy(Payment::id, Types.STRING);

    private static final Input<Rule> RULES = Input.named("rules", rule -> null);

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_right_operator_passes_every_look(Backend backend) {
        try (var story = OperatorStory.of(new PickupReminder(), PARCELS)) {
            story.on(backend)
                    .given(ready("p-1", "10:00"), ready("p-2", "10:05"), ready("p-3", "10:10"))
                    .kept(3, 3)
                    .given(collected("p-2", "11:05"))
                    .watermark("11:00")
                    .emittedNothing()
                    .kept(2, 2)
                    .snapshotAndRestore()
                    .watermark("11:00:00.001")
                    .emitted("p-1")
                    .snapshot()
                    .restore(3)
                    .kept(1, 1)
                    .watermark("12:00")
                    .emitted("p-3")
                    .keptNothing()
                    .given(ready("", "12:30"))
                    .counted("malformed", 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void two_inputs_are_matched_across_a_change_of_parallelism(Backend backend) {
        try (var story = OperatorStory.of(new Matching(), PARCELS, PAYMENTS)) {
            story.on(backend)
                    .atParallelism(2)
                    .given(PAYMENTS, new Payment("p-1", 100), new Payment("p-2", 20))
                    .given(ready("p-1", "10:00"), ready("p-2", "10:00"), ready("p-3", "10:00"))
                    .snapshot()
                    .restore(3)
                    .given(PAYMENTS, new Payment("p-1", 5))
                    .kept(5, 3)
                    .snapshot()
                    .restore(1)
                    .watermark("10:00:01")
                    .emitted("p-1 paid 105", "p-2 paid 20", "p-3 paid 0")
                    .keptNothing();
        }
    }

    @Test
    void broadcast_events_reach_every_subtask_and_survive_a_change_of_parallelism() {
        try (var story = OperatorStory.of(new Shelves(), PARCELS, RULES, Shelves.RULES)) {
            story.atParallelism(2)
                    .given(ready("p-1", "10:00"))
                    .emittedNothing()
                    .emittedTo(Shelves.UNKNOWN, "p-1")
                    .given(RULES, new Rule("ready", "shelf 1"))
                    .given(ready("p-1", "10:00"), ready("p-2", "10:00"), ready("p-3", "10:00"))
                    .emitted("p-1 on shelf 1", "p-2 on shelf 1", "p-3 on shelf 1")
                    .snapshot()
                    .restore(4)
                    .given(ready("p-1", "10:00"), ready("p-2", "10:00"), ready("p-3", "10:00"))
                    .emitted("p-1 on shelf 1", "p-2 on shelf 1", "p-3 on shelf 1")
                    .emittedTo(Shelves.UNKNOWN)
                    .kept(3, 0);
        }
    }

    @Test
    void operator_state_is_split_among_the_subtasks() {
        Input<Parcel> parcels = Input.named("in", Parcel::time);
        try (var story = OperatorStory.of(new Batches(), parcels)) {
            story.given(ready("p-1", "10:00"))
                    .snapshot()
                    .restore(2)
                    .given(ready("p-2", "10:00"), ready("p-3", "10:00"))
                    .emitted("p-1+p-3")
                    .given(ready("p-4", "10:00"), ready("p-5", "10:00"))
                    .emitted("p-2+p-4");
        }
        var story = OperatorStory.of(Batches.withUnionState(), parcels);
        assertThatThrownBy(
                        () ->
                                story.given(ready("p-1", "10:00"))
                                        .snapshot()
                                        .restore(2)
                                        .given(ready("p-2", "10:00"), ready("p-3", "10:00"))
                                        .emitted("p-1+p-3"))
                .hasMessageContaining("and was not due: p-1+p-2");
    }

    @Test
    void the_clock_moves_timers_and_the_ttl_of_state_and_goes_on_after_a_restore() {
        try (var story = OperatorStory.of(new OncePerHour(), PARCELS)) {
            story.given(ready("p-1", "10:00"), ready("p-1", "10:00"))
                    .emitted("p-1")
                    .clock("00:01")
                    .emitted("a minute after p-1")
                    .snapshotAndRestore()
                    .clock("00:59")
                    .given(ready("p-1", "10:00"))
                    .emittedNothing()
                    .snapshotAndRestore()
                    .given(ready("p-1", "10:00"))
                    .emittedNothing()
                    .clock("01:00")
                    .given(ready("p-1", "10:00"))
                    .emitted("p-1");
        }
    }

    @Test
    void a_timer_of_the_clock_that_is_due_at_a_restore_fires_at_once() {
        try (var story = OperatorStory.of(new OncePerHour(), PARCELS)) {
            story.given(ready("p-1", "10:00"))
                    .snapshot()
                    .clock("00:01")
                    .emitted("p-1", "a minute after p-1")
                    .restore()
                    .emitted("a minute after p-1");
        }
    }

    @Test
    void a_crash_forgets_what_came_after_the_snapshot() {
        try (var story = OperatorStory.of(new Tally(), PARCELS)) {
            story.given(ready("p-1", "10:00"))
                    .snapshot()
                    .given(ready("p-1", "10:01"))
                    .emitted(1L, 2L)
                    .restore()
                    .given(ready("p-1", "10:01"))
                    .emitted(2L)
                    .restore()
                    .given(ready("p-1", "10:01"))
                    .emitted(2L);
        }
    }

    @Test
    void an_object_changed_without_update_is_caught_on_rocksdb_only() {
        try (var story = OperatorStory.of(Tally.withoutUpdate(), PARCELS)) {
            story.given(ready("p-1", "10:00"), ready("p-1", "10:01")).emitted(1L, 2L);
            story.given(ready("p-1", "10:02")).emitted(3L);
        }
        var story = OperatorStory.of(Tally.withoutUpdate(), PARCELS).on(Backend.ROCKSDB);
        story.given(ready("p-1", "10:00"), ready("p-1", "10:01")).emitted(1L, 2L);
        assertThatThrownBy(() -> story.given(ready("p-1", "10:02")).emitted(3L))
                .hasMessageContaining("this was due and had not come out: 3.");
    }

    @Test
    void an_object_that_is_emitted_and_changed_later_is_seen_as_it_was() {
        try (var story = OperatorStory.of(new Reusing(), PARCELS)) {
            story.given(ready("p-1", "10:00"), ready("p-1", "10:01"))
                    .emitted(new LongValue(1), new LongValue(2));
        }
    }

    @Test
    void any_operator_with_one_input_can_be_told_of_such_as_a_window_with_its_state() {
        try (var story = OperatorStory.of(perFiveMinutes(), PARCELS)) {
            story.given(ready("p-1", "10:00"), ready("p-1", "10:04"), ready("p-1", "10:05"))
                    .kept(2, 2)
                    .watermark("10:04:59.998")
                    .emittedNothing()
                    .watermark("10:04:59.999")
                    .emitted(ready("p-1", "10:04"))
                    .kept(1, 1)
                    .endOfInput()
                    .emitted(ready("p-1", "10:05"))
                    .keptNothing();
        }
    }

    /** The later of a parcel's events in each window, as a student's pipeline builds it. */
    @SuppressWarnings("unchecked")
    private static StreamOperatorFactory<Parcel> perFiveMinutes() {
        ReduceFunction<Parcel> later = (a, b) -> a.time().isAfter(b.time()) ? a : b;
        var stream =
                StreamExecutionEnvironment.createLocalEnvironment()
                        .fromData(ready("p-1", "10:00"))
                        .keyBy(Parcel::id)
                        .window(TumblingEventTimeWindows.of(Duration.ofMinutes(5)))
                        .reduce(later);
        return ((OneInputTransformation<Parcel, Parcel>) stream.getTransformation())
                .getOperatorFactory();
    }

    @Test
    void what_a_story_leaves_is_closed_operators_and_neither_files_nor_threads() {
        WrongReminders.Closing.failing = false;
        WrongReminders.Closing.closed = 0;
        Set<String> files = files();
        Set<Long> threads = threads();

        try (var story = OperatorStory.of(new WrongReminders.Closing(), PARCELS)) {
            story.on(Backend.ROCKSDB).given(ready("p-1", "10:00")).snapshot().restore(2);
        }
        assertThat(WrongReminders.Closing.closed).isEqualTo(3);

        var failing = OperatorStory.of(new WrongReminders.Closing(), PARCELS).on(Backend.ROCKSDB);
        assertThatThrownBy(() -> failing.given(ready("p-1", "10:00")).emitted("p-1"))
                .isInstanceOf(AssertionError.class);
        assertThat(WrongReminders.Closing.closed).isEqualTo(4);
        failing.close();
        assertThat(WrongReminders.Closing.closed).isEqualTo(4);

        assertThat(files()).isEqualTo(files);
        assertThat(threads()).isEqualTo(threads);
    }

    /** Of the stories only: other tests' brokers and clusters live in the same JVM. */
    private static Set<String> files() {
        String[] names = new File(System.getProperty("java.io.tmpdir")).list();
        return Arrays.stream(names)
                .filter(name -> name.startsWith("story-") || name.startsWith("flink-io-"))
                .collect(Collectors.toSet());
    }

    private static Set<Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("IOManager"))
                .map(Thread::getId)
                .collect(Collectors.toSet());
    }

    @Test
    void a_story_told_wrongly_says_so() {
        try (var story = OperatorStory.of(new PickupReminder(), PARCELS)) {
            assertThatThrownBy(story::emittedNothing)
                    .hasMessage("Nothing has happened in this story yet.");
            assertThatThrownBy(story::restore)
                    .hasMessage("There is nothing to restore: take a snapshot() first.");
            assertThatThrownBy(() -> story.given(ready(null, "10:00")))
                    .hasMessage(
                            "The key of ready null is null, and Flink keys by nothing that is null:"
                                    + " let the key selector of input in give such events a key.");
            assertThatThrownBy(() -> story.given(PAYMENTS, new Payment("p-1", 5)))
                    .hasMessage("The operator of this story has no input payments.");
            story.given(ready("p-1", "10:00")).watermark("10:30").clock("10:00");
            assertThatThrownBy(() -> story.watermark("10:29"))
                    .hasMessage("The watermark stands at 10:30: it does not go back to 10:29.");
            assertThatThrownBy(() -> story.clock("09:59"))
                    .hasMessage("The clock stands at 10:00: it does not go back to 09:59.");
            assertThatThrownBy(() -> story.on(Backend.ROCKSDB))
                    .hasMessage("The operator runs already: say this before the first step.");
            story.close();
            assertThatThrownBy(() -> story.watermark("11:00"))
                    .hasMessage("This story is over: it was closed, or it failed.");
        }
        Input<Parcel> keyless = Input.named("in", Parcel::time);
        assertThatThrownBy(() -> OperatorStory.of(new PickupReminder(), keyless))
                .hasMessage("The input in has no key: say keyedBy(…).");
        try (var story = OperatorStory.of(new Batches(), keyless)) {
            assertThatThrownBy(() -> story.given(ready("p-1", "10:00")).keptNothing())
                    .hasMessage("This operator is not keyed: it keeps no keyed state.");
        }
    }

    @Test
    void a_backend_that_is_not_on_the_class_path_says_what_is_missing() {
        ClassLoader without =
                new ClassLoader(getClass().getClassLoader()) {
                    @Override
                    protected Class<?> loadClass(String name, boolean resolve)
                            throws ClassNotFoundException {
                        if (name.startsWith("org.apache.flink.state.rocksdb")) {
                            throw new ClassNotFoundException(name);
                        }
                        return super.loadClass(name, resolve);
                    }
                };
        assertThatThrownBy(() -> Backend.ROCKSDB.load(without))
                .hasMessage(
                        "The state backend rocksdb is not on the class path: add"
                                + " flink-statebackend-rocksdb to the pom, with test scope.");
    }

    static Parcel ready(String id, String time) {
        return new Parcel(id, "ready", at(time));
    }

    static Parcel collected(String id, String time) {
        return new Parcel(id, "collected", at(time));
    }
}
