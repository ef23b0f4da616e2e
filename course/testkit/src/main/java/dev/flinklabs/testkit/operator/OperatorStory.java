package dev.flinklabs.testkit.operator;

import dev.flinklabs.testkit.operator.Chronicle.Kind;
import dev.flinklabs.testkit.operator.Chronicle.Step;
import dev.flinklabs.testkit.timeline.Day;
import dev.flinklabs.testkit.timeline.Timeline;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One operator on Flink's test harness, told as a story: what comes in, then what must have come
 * out by now.
 *
 * <pre>{@code
 * @RegisterExtension
 * final OperatorStory<OrderEvent, UnpaidOrder> story =
 *         OperatorStory.of(new UnpaidOrderAlert(), ORDERS).outputToldAs(alert -> alert.orderId());
 *
 * @Test
 * void a_restored_operator_still_raises_the_alert() {
 *     story.rule(6, "what the operator knows survives a restart")
 *             .given(created("o-1", "10:00"))
 *             .watermark("10:30")
 *             .snapshotAndRestore()
 *             .watermark("12:00:00.001")
 *             .emitted(unpaid("o-1"))
 *             .keptNothing();
 * }
 * }</pre>
 *
 * <p>The function is serialized once, and each subtask, each restored one too, gets its own copy,
 * as in a job. All times are in UTC; those given as text lie on the {@link Day}, at whose beginning
 * the clock stands at first.
 *
 * <p>A failed look, and an exception in the operator, ends the story with an {@link
 * AssertionFailedError}: what {@link #about} told, the facts, the rule, the question, and a picture
 * of all that went in and came out. An exception that says {@code Lab … is not done yet} is passed
 * on as it is. As a JUnit extension the story closes itself after each test; else close it.
 *
 * @param <IN> the events of the first input
 * @param <OUT> what comes out
 */
public final class OperatorStory<IN, OUT> implements AfterEachCallback, AutoCloseable {

    private interface Action {
        void run() throws Exception;
    }

    private final StreamOperatorFactory<OUT> factory;
    private final Input<IN> first;
    private final List<Input<?>> inputs;
    private final Chronicle chronicle;
    private final Map<String, List<Counter>> counters = new HashMap<>();
    private final StoryFailure failure = new StoryFailure();
    private Function<OUT, String> outputWords = String::valueOf;
    private Backend backend = Backend.HEAP;
    private int parallelism = 1;

    private ParallelOperator<OUT> operator;
    private boolean over;
    private Instant watermark;
    private Instant clock = Day.at("00:00");
    private ParallelOperator.Snapshot snapshot;
    private String snapshotWhen;
    private Kept keptAtSnapshot;
    private Kept keptAtRestore;

    private OperatorStory(StreamOperatorFactory<OUT> factory, Input<IN> first, Input<?>... more) {
        this.factory = factory;
        this.first = first;
        this.inputs = new ArrayList<>(List.of(first));
        this.inputs.addAll(List.of(more));
        this.chronicle = new Chronicle(inputs.stream().<String>map(Input::name).toList());
    }

    /** A story of a function on one keyed input. */
    public static <K, IN, OUT> OperatorStory<IN, OUT> of(
            KeyedProcessFunction<K, IN, OUT> function, Input<IN> input) {
        mustBeKeyed(input);
        return new OperatorStory<>(factory(new KeyedProcessOperator<>(function)), input);
    }

    /** A story of a function on one input without a key. Its subtasks get the events in turn. */
    public static <IN, OUT> OperatorStory<IN, OUT> of(
            ProcessFunction<IN, OUT> function, Input<IN> input) {
        return new OperatorStory<>(factory(new ProcessOperator<>(function)), input);
    }

    /** A story of a function on two keyed inputs. */
    public static <K, IN, IN2, OUT> OperatorStory<IN, OUT> of(
            KeyedCoProcessFunction<K, IN, IN2, OUT> function, Input<IN> first, Input<IN2> second) {
        mustBeKeyed(first);
        mustBeKeyed(second);
        return new OperatorStory<>(factory(new KeyedCoProcessOperator<>(function)), first, second);
    }

    /**
     * A story of a function on a keyed input and a broadcast one, whose events go to all subtasks.
     *
     * @param states the broadcast states that the function declares
     */
    public static <K, IN, IN2, OUT> OperatorStory<IN, OUT> of(
            KeyedBroadcastProcessFunction<K, IN, IN2, OUT> function,
            Input<IN> keyed,
            Input<IN2> broadcast,
            MapStateDescriptor<?, ?>... states) {
        mustBeKeyed(keyed);
        return new OperatorStory<>(
                factory(new CoBroadcastWithKeyedOperator<>(function, List.of(states))),
                keyed,
                broadcast);
    }

    /** A story of any operator with one input, such as a window operator; keyed if the input is. */
    public static <IN, OUT> OperatorStory<IN, OUT> of(
            StreamOperatorFactory<OUT> factory, Input<IN> input) {
        return new OperatorStory<>(factory, input);
    }

    private static <OUT> StreamOperatorFactory<OUT> factory(StreamOperator<OUT> operator) {
        return SimpleOperatorFactory.of(operator);
    }

    private static void mustBeKeyed(Input<?> input) {
        if (!input.isKeyed()) {
            throw new IllegalArgumentException(
                    "The input %s has no key: say keyedBy(…).".formatted(input.name()));
        }
    }

    /** Where keyed state is kept; on the heap, if not said. */
    public OperatorStory<IN, OUT> on(Backend backend) {
        beforeTheFirstStep();
        this.backend = backend;
        return this;
    }

    /** How many subtasks there are at first; one, if not said. */
    public OperatorStory<IN, OUT> atParallelism(int parallelism) {
        beforeTheFirstStep();
        this.parallelism = parallelism;
        return this;
    }

    /** How outputs are told in failures and pictures; by their {@code toString}, if not said. */
    public OperatorStory<IN, OUT> outputToldAs(Function<OUT, String> words) {
        this.outputWords = words;
        return this;
    }

    /** A fact of the case in the lab's words, told first when the story fails. */
    public OperatorStory<IN, OUT> about(String fact) {
        failure.about(fact);
        return this;
    }

    /**
     * The rule that is broken if anything fails from here on.
     *
     * @param number its number on the page, under <em>What must stay true</em>
     * @param words what it says, in short
     */
    public OperatorStory<IN, OUT> rule(int number, String words) {
        failure.rule(number, words);
        return this;
    }

    /** The question that is asked if anything fails from here on; at most one is. */
    public OperatorStory<IN, OUT> question(String question) {
        failure.question(question);
        return this;
    }

    /** These events arrive on the first input, in this order. */
    @SafeVarargs
    public final OperatorStory<IN, OUT> given(IN... events) {
        return given(first, events);
    }

    /** These events arrive on that input, in this order. */
    @SafeVarargs
    public final <T> OperatorStory<IN, OUT> given(Input<T> input, T... events) {
        if (!inputs.contains(input)) {
            throw new IllegalArgumentException(
                    "The operator of this story has no input " + input.name() + ".");
        }
        for (T event : events) {
            Instant time = input.timeOf(event).orElse(null);
            StreamRecord<Object> record =
                    time == null
                            ? new StreamRecord<>(event)
                            : new StreamRecord<>(event, time.toEpochMilli());
            input.check(event);
            step(Kind.EVENT, input.name(), time, input.wordsFor(event));
            run(() -> operator.process(input, event, record));
        }
        return this;
    }

    /** The watermark reaches that time of the {@link Day}, on all inputs of all subtasks. */
    public OperatorStory<IN, OUT> watermark(String time) {
        return watermark(Day.at(time));
    }

    /** The watermark reaches that time, on all inputs of all subtasks. */
    public OperatorStory<IN, OUT> watermark(Instant time) {
        if (watermark != null && time.isBefore(watermark)) {
            throw new IllegalArgumentException(
                    "The watermark stands at %s: it does not go back to %s."
                            .formatted(Chronicle.words(watermark), Chronicle.words(time)));
        }
        step(Kind.WATERMARK, "", time, "");
        watermark = time;
        run(() -> operator.watermark(time.toEpochMilli()));
        return this;
    }

    /**
     * The input ends: the watermark reaches its maximum, and the operator flushes what it holds
     * back.
     */
    public OperatorStory<IN, OUT> endOfInput() {
        watermark(Timeline.END_OF_INPUT);
        run(() -> operator.endInput());
        return this;
    }

    /**
     * The clock reaches that time of the {@link Day}: processing time and the time that state TTL
     * knows.
     */
    public OperatorStory<IN, OUT> clock(String time) {
        return clock(Day.at(time));
    }

    /** The clock reaches that time: processing time and the time that state TTL knows. */
    public OperatorStory<IN, OUT> clock(Instant time) {
        if (time.isBefore(clock)) {
            throw new IllegalArgumentException(
                    "The clock stands at %s: it does not go back to %s."
                            .formatted(Chronicle.words(clock), Chronicle.words(time)));
        }
        clock = time;
        step(Kind.CLOCK, "", null, "");
        run(() -> operator.clock(time.toEpochMilli()));
        return this;
    }

    /** A snapshot is taken and completed. The operator goes on. */
    public OperatorStory<IN, OUT> snapshot() {
        step(Kind.SNAPSHOT, "", null, "snapshot");
        run(
                () -> {
                    keptAtSnapshot = operator.kept();
                    snapshot = operator.snapshot();
                });
        snapshotWhen =
                watermark == null
                        ? "before any watermark"
                        : "at watermark " + Chronicle.words(watermark);
        return this;
    }

    /**
     * The operator dies, and a new one starts from the last snapshot, at the parallelism of that.
     */
    public OperatorStory<IN, OUT> restore() {
        return restore(snapshotTaken().parallelism());
    }

    /** The operator dies, and a new one starts from the last snapshot at another parallelism. */
    public OperatorStory<IN, OUT> restore(int parallelism) {
        boolean rescaled = snapshotTaken().parallelism() != parallelism;
        step(
                Kind.RESTORE,
                "",
                null,
                rescaled
                        ? "restored %s → %s".formatted(snapshot.parallelism(), parallelism)
                        : "restored");
        watermark = null;
        run(
                () -> {
                    operator.close();
                    operator.open(parallelism, snapshot, clock.toEpochMilli());
                    keptAtRestore = operator.kept();
                });
        failure.restored(
                "A snapshot %s was restored into %s."
                        .formatted(
                                snapshotWhen,
                                rescaled ? parallelism + " new subtasks" : "a new operator"));
        return this;
    }

    /** {@link #snapshot} and {@link #restore}. */
    public OperatorStory<IN, OUT> snapshotAndRestore() {
        return snapshot().restore();
    }

    /** Exactly these, by {@code equals}, came out since the last such look, in any order. */
    @SafeVarargs
    public final OperatorStory<IN, OUT> emitted(OUT... expected) {
        return emittedIn(Chronicle.OUT, Arrays.asList(expected), outputWords);
    }

    /** Nothing came out since the last such look. */
    public OperatorStory<IN, OUT> emittedNothing() {
        return emittedIn(Chronicle.OUT, List.of(), outputWords);
    }

    /**
     * Exactly these, by {@code equals}, came out of that side output since the last such look at
     * it, in any order.
     */
    @SafeVarargs
    public final <X> OperatorStory<IN, OUT> emittedTo(OutputTag<X> tag, X... expected) {
        return emittedIn(tag.getId(), Arrays.asList(expected), String::valueOf);
    }

    private <X> OperatorStory<IN, OUT> emittedIn(
            String lane, List<X> expected, Function<X, String> words) {
        look();
        expected.forEach(value -> chronicle.expected(lane, words.apply(value)));
        OutputDifference<X> difference =
                OutputDifference.between(lane, expected, chronicle.newIn(lane));
        if (difference.isNone()) {
            return this;
        }
        throw end(
                difference.facts(chronicle, words),
                new Picture(chronicle).of(difference).kept(first.isKeyed() ? keptWords() : ""),
                expected,
                difference.values());
    }

    /** Neither keyed state nor a timer is left, in no subtask. */
    public OperatorStory<IN, OUT> keptNothing() {
        return kept(0, 0);
    }

    /**
     * So much is kept, over all subtasks.
     *
     * @param states keyed state: one for each named state and key, however many elements a list or
     *     map has; for windows one for each window. State whose TTL is over counts until it is
     *     read.
     * @param timers of event time and of processing time
     */
    public OperatorStory<IN, OUT> kept(int states, int timers) {
        look();
        if (!first.isKeyed()) {
            throw new IllegalStateException("This operator is not keyed: it keeps no keyed state.");
        }
        Kept kept = keptNow();
        if (kept.states().size() == states && kept.timers().size() == timers) {
            return this;
        }
        String due =
                states == 0 && timers == 0
                        ? "nothing was"
                        : number(states, "state") + " and " + number(timers, "timer") + " were";
        throw end(
                List.of(
                        chronicle.now() + " " + due + " to be kept.",
                        "Kept: " + kept.words() + "."),
                new Picture(chronicle).kept(kept.words()),
                states + " states, " + timers + " timers",
                kept.states().size() + " states, " + kept.timers().size() + " timers");
    }

    private static String number(int count, String noun) {
        return count == 0 ? "no " + noun : count + " " + noun + (count == 1 ? "" : "s");
    }

    /** The counter of that name stands at this, over all subtasks since the story began. */
    public OperatorStory<IN, OUT> counted(String counter, long expected) {
        look();
        List<Counter> found = counters.getOrDefault(counter, List.of());
        long actual = found.stream().mapToLong(Counter::getCount).sum();
        if (actual == expected && !found.isEmpty()) {
            return this;
        }
        throw end(
                List.of(
                        "%s the counter %s was to stand at %s."
                                .formatted(chronicle.now(), counter, expected),
                        found.isEmpty()
                                ? "The operator has no counter of that name."
                                : "It stands at " + actual + "."),
                new Picture(chronicle),
                expected,
                found.isEmpty() ? "no counter" : actual);
    }

    /** Ends the operator as a crash would. Does nothing if the story is over. */
    @Override
    public void close() {
        if (over) {
            return;
        }
        over = true;
        if (operator != null) {
            attempt("while it closed", operator::close);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    private void step(Kind kind, String lane, Instant time, String words) {
        chronicle.add(new Step(kind, lane, time, watermark, clock, words));
    }

    /** Does this with the operator, which starts before the first step. */
    private void run(Action action) {
        if (over) {
            throw new IllegalStateException("This story is over: it was closed, or it failed.");
        }
        if (operator == null) {
            start();
        }
        attempt(chronicle.last().doing(), action);
    }

    private void start() {
        // Not the student's failure, if it is not there.
        backend.load();
        operator = new ParallelOperator<>(inputs, backend, this::record, this::register);
        attempt("while it was serialized for its TaskManagers", () -> operator.serialize(factory));
        attempt("while it opened", () -> operator.open(parallelism, null, clock.toEpochMilli()));
    }

    private void attempt(String doing, Action action) {
        try {
            action.run();
        } catch (Throwable t) {
            throw broken(doing, t);
        }
    }

    private void look() {
        if (operator == null) {
            throw new IllegalStateException("Nothing has happened in this story yet.");
        }
        run(() -> {});
    }

    @SuppressWarnings("unchecked")
    private void record(OutputTag<?> tag, Object value) {
        if (tag == null) {
            chronicle.emitted(Chronicle.OUT, value, wordsFor((OUT) value));
        } else {
            chronicle.emitted(tag.getId(), value, String.valueOf(value));
        }
    }

    /** What comes out may be so wrong that the test's words do not fit. */
    private String wordsFor(OUT value) {
        try {
            return outputWords.apply(value);
        } catch (RuntimeException e) {
            return String.valueOf(value);
        }
    }

    private void register(String name, Metric metric) {
        if (metric instanceof Counter counter) {
            counters.computeIfAbsent(name, n -> new ArrayList<>()).add(counter);
        }
    }

    private void beforeTheFirstStep() {
        if (operator != null) {
            throw new IllegalStateException(
                    "The operator runs already: say this before the first step.");
        }
    }

    private ParallelOperator.Snapshot snapshotTaken() {
        if (snapshot == null) {
            throw new IllegalStateException(
                    "There is nothing to restore: take a snapshot() first.");
        }
        return snapshot;
    }

    private Kept keptNow() {
        try {
            return operator.kept();
        } catch (Exception e) {
            throw new IllegalStateException("What the operator keeps cannot be read", e);
        }
    }

    /** What was kept at the last restart, or is kept now if there was none. */
    private String keptWords() {
        if (keptAtRestore == null) {
            return keptNow().words();
        }
        boolean same = keptAtRestore.equals(keptAtSnapshot);
        return "at the snapshot: %s; restored: %s"
                .formatted(keptAtSnapshot.words(), same ? "the same" : keptAtRestore.words());
    }

    /** Ends the story with a look that found something else. */
    private AssertionFailedError end(
            List<String> facts, Picture picture, Object expected, Object actual) {
        AssertionFailedError found = failure.of(facts, picture, expected, actual);
        closeAfter(found);
        return found;
    }

    /** Ends the story with what the operator threw. */
    private AssertionFailedError broken(String doing, Throwable thrown) {
        closeAfter(thrown);
        return failure.of(doing, thrown, new Picture(chronicle).failed());
    }

    private void closeAfter(Throwable failure) {
        over = true;
        try {
            operator.close();
        } catch (Throwable t) {
            failure.addSuppressed(t);
        }
    }
}
