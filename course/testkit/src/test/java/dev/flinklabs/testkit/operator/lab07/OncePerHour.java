package dev.flinklabs.testkit.operator.lab07;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

import java.time.Duration;

/**
 * Lets the first event of a parcel pass, and another only when an hour is over on the clock; says
 * so with a timer.
 */
public class OncePerHour extends KeyedProcessFunction<String, Parcel, String> {

    private transient ValueState<Boolean> seen;

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<Boolean> descriptor =
                new ValueStateDescriptor<>("seen", Boolean.class);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofHours(1)).build());
        seen = getRuntimeContext().getState(descriptor);
    }

    @Override
    public void processElement(Parcel parcel, Context context, Collector<String> out)
            throws Exception {
        if (seen.value() == null) {
            seen.update(true);
            out.collect(parcel.id());
            long soon = context.timerService().currentProcessingTime() + 60_000;
            context.timerService().registerProcessingTimeTimer(soon);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
        out.collect("a minute after " + context.getCurrentKey());
    }
}
