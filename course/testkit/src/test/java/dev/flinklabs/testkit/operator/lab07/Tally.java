package dev.flinklabs.testkit.operator.lab07;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Says how many events a parcel has had so far. */
public class Tally extends KeyedProcessFunction<String, Parcel, Long> {

    /** What is kept, and can be changed without telling the state. */
    public static class Count {
        public long events;
    }

    private final boolean update;
    private transient ValueState<Count> count;

    public Tally() {
        this(true);
    }

    private Tally(boolean update) {
        this.update = update;
    }

    /** The wrong answer: the object is changed and not given back to the state. */
    public static Tally withoutUpdate() {
        return new Tally(false);
    }

    @Override
    public void open(OpenContext context) {
        count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Count.class));
    }

    @Override
    public void processElement(Parcel parcel, Context context, Collector<Long> out)
            throws Exception {
        Count current = count.value();
        boolean first = current == null;
        if (first) {
            current = new Count();
        }
        current.events++;
        if (first || update) {
            count.update(current);
        }
        out.collect(current.events);
    }
}
