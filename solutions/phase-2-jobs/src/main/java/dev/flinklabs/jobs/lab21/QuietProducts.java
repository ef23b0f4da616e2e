package dev.flinklabs.jobs.lab21;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

import java.time.Duration;
import java.time.Instant;

/** Tells of each product that nobody has ordered for two hours. Keyed by product id. */
public final class QuietProducts extends KeyedProcessFunction<String, OrderEvent, QuietProduct> {

    private static final long QUIET = Duration.ofHours(2).toMillis();

    private transient ValueState<Long> orders;
    private transient ValueState<Long> latest;

    @Override
    public void open(OpenContext context) {
        orders = getRuntimeContext().getState(new ValueStateDescriptor<>("orders", Long.class));
        latest = getRuntimeContext().getState(new ValueStateDescriptor<>("latest", Long.class));
    }

    @Override
    public void processElement(OrderEvent order, Context context, Collector<QuietProduct> out)
            throws Exception {
        long time = order.eventTime().toEpochMilli();
        Long before = latest.value();
        orders.update(before == null ? 1 : orders.value() + 1);
        if (before == null || time > before) {
            if (before != null) {
                context.timerService().deleteEventTimeTimer(before + QUIET + 1);
            }
            latest.update(time);
            context.timerService().registerEventTimeTimer(time + QUIET + 1);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<QuietProduct> out)
            throws Exception {
        out.collect(
                new QuietProduct(
                        context.getCurrentKey(),
                        orders.value(),
                        Instant.ofEpochMilli(latest.value())));
        orders.clear();
        latest.clear();
    }
}
