package dev.flinklabs.testkit.operator.lab07;

import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.types.LongValue;
import org.apache.flink.util.Collector;

/** Counts events with one object, which it emits again and again. */
public class Reusing extends KeyedProcessFunction<String, Parcel, LongValue> {

    private final LongValue count = new LongValue();

    @Override
    public void processElement(Parcel parcel, Context context, Collector<LongValue> out) {
        count.setValue(count.getValue() + 1);
        out.collect(count);
    }
}
