package dev.flinklabs.testkit.operator.lab07;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

import java.util.ArrayList;
import java.util.List;

/** Hands parcels on two at a time; those that wait are in list state. */
public class Batches extends ProcessFunction<Parcel, String> implements CheckpointedFunction {

    private final boolean union;
    private final List<String> waiting = new ArrayList<>();
    private transient ListState<String> state;

    public Batches() {
        this(false);
    }

    private Batches(boolean union) {
        this.union = union;
    }

    /** The wrong answer: every restored subtask gets what all of them had. */
    public static Batches withUnionState() {
        return new Batches(true);
    }

    @Override
    public void processElement(Parcel parcel, Context context, Collector<String> out) {
        waiting.add(parcel.id());
        if (waiting.size() == 2) {
            out.collect(String.join("+", waiting));
            waiting.clear();
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        state.update(waiting);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListStateDescriptor<String> descriptor = new ListStateDescriptor<>("waiting", String.class);
        state =
                union
                        ? context.getOperatorStateStore().getUnionListState(descriptor)
                        : context.getOperatorStateStore().getListState(descriptor);
        state.get().forEach(waiting::add);
    }
}
