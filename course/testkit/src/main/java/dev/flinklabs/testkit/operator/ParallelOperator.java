package dev.flinklabs.testkit.operator;

import dev.flinklabs.testkit.CloseAll;

import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.OutputTag;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * All subtasks of an operator. Each gets an instance of its own, made by Java serialization as on
 * its way to a TaskManager; keyed events go where their key group lies, others to the subtasks in
 * turn, and those of an input without a key beside a keyed one to all.
 */
final class ParallelOperator<OUT> implements AutoCloseable {

    static final int MAX_PARALLELISM = 128;

    /** All subtasks' states of one moment. */
    record Snapshot(OperatorSubtaskState state, int parallelism) {}

    private final List<Input<?>> inputs;
    private final Backend backend;
    private final BiConsumer<OutputTag<?>, Object> recorder;
    private final BiConsumer<String, Metric> metrics;
    private final List<Subtask<OUT>> subtasks = new ArrayList<>();
    private long checkpoints;
    private int turn;
    private byte[] factory;

    ParallelOperator(
            List<Input<?>> inputs,
            Backend backend,
            BiConsumer<OutputTag<?>, Object> recorder,
            BiConsumer<String, Metric> metrics) {
        this.inputs = inputs;
        this.backend = backend;
        this.recorder = recorder;
        this.metrics = metrics;
    }

    /** Makes what the subtasks' instances are made of. */
    void serialize(StreamOperatorFactory<OUT> factory) throws IOException {
        this.factory = InstantiationUtil.serializeObject(factory);
    }

    /**
     * Starts the subtasks.
     *
     * @param snapshot what they restore; null for a first start
     * @param clock the time on their clocks, in milliseconds since the epoch
     */
    void open(int parallelism, Snapshot snapshot, long clock) throws Exception {
        for (int index = 0; index < parallelism; index++) {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            StreamOperatorFactory<OUT> own = InstantiationUtil.deserializeObject(factory, loader);
            Subtask<OUT> subtask = new Subtask<>(own, parallelism, index, metrics);
            subtasks.add(subtask);
            if (inputs.get(0).isKeyed()) {
                subtask.keyedBy(inputs.get(0), inputs.size() > 1 ? inputs.get(1) : null);
            }
            subtask.setStateBackend(backend.load());
            subtask.clock(clock);
            subtask.open(recorder, snapshot == null ? null : share(snapshot, parallelism, index));
            // In a job, restored timers that are due fire at once: here, when the clock is set.
            subtask.clock(clock);
        }
    }

    private static OperatorSubtaskState share(Snapshot snapshot, int parallelism, int index) {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                snapshot.state, MAX_PARALLELISM, snapshot.parallelism, parallelism, index);
    }

    <T> void process(Input<T> input, T event, StreamRecord<Object> record) throws Exception {
        int index = inputs.indexOf(input);
        if (input.isKeyed()) {
            int subtask =
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            input.keyOf(event), MAX_PARALLELISM, subtasks.size());
            subtasks.get(subtask).process(index, record);
        } else if (index == 0) {
            subtasks.get(turn++ % subtasks.size()).process(index, record);
        } else {
            for (Subtask<OUT> subtask : subtasks) {
                subtask.process(index, record);
            }
        }
    }

    void watermark(long millis) throws Exception {
        for (Subtask<OUT> subtask : subtasks) {
            subtask.watermark(new Watermark(millis));
        }
    }

    void clock(long millis) throws Exception {
        for (Subtask<OUT> subtask : subtasks) {
            subtask.clock(millis);
        }
    }

    void endInput() throws Exception {
        for (Subtask<OUT> subtask : subtasks) {
            subtask.endInput();
        }
    }

    Snapshot snapshot() throws Exception {
        checkpoints++;
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (Subtask<OUT> subtask : subtasks) {
            states.add(subtask.checkpoint(checkpoints));
        }
        OperatorSubtaskState all =
                AbstractStreamOperatorTestHarness.repackageState(
                        states.toArray(OperatorSubtaskState[]::new));
        return new Snapshot(all, subtasks.size());
    }

    int parallelism() {
        return subtasks.size();
    }

    Kept kept() throws Exception {
        List<AbstractStreamOperator<?>> operators = new ArrayList<>();
        subtasks.forEach(subtask -> operators.add(subtask.getOperator()));
        return Kept.by(operators);
    }

    /**
     * Ends all subtasks as a crash would. If some fail to close, throws what the first of them
     * threw.
     */
    @Override
    public void close() throws Exception {
        try {
            CloseAll.inOrder(subtasks);
        } finally {
            subtasks.clear();
        }
    }
}
