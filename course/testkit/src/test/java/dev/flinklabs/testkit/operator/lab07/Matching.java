package dev.flinklabs.testkit.operator.lab07;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Matches a parcel that is ready with all payments for it, whichever come first; forgets both at
 * the timer.
 */
public class Matching extends KeyedCoProcessFunction<String, Parcel, Matching.Payment, String> {

    /** A payment in cents. */
    public record Payment(String id, long cents) {}

    private transient ValueState<Boolean> ready;
    private transient ListState<Long> paid;

    @Override
    public void open(OpenContext context) {
        ready = getRuntimeContext().getState(new ValueStateDescriptor<>("ready", Boolean.class));
        paid = getRuntimeContext().getListState(new ListStateDescriptor<>("paid", Long.class));
    }

    @Override
    public void processElement1(Parcel parcel, Context context, Collector<String> out)
            throws Exception {
        ready.update(true);
        context.timerService().registerEventTimeTimer(context.timestamp() + 1000);
    }

    @Override
    public void processElement2(Payment payment, Context context, Collector<String> out)
            throws Exception {
        paid.add(payment.cents());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
            throws Exception {
        long sum = 0;
        for (long cents : paid.get()) {
            sum += cents;
        }
        out.collect(context.getCurrentKey() + " paid " + sum);
        ready.clear();
        paid.clear();
    }
}
