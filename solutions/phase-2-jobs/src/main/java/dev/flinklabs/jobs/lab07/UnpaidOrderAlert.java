package dev.flinklabs.jobs.lab07;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.functions.OpenContext; // SOLUTION
import org.apache.flink.api.common.state.ValueState; // SOLUTION
import org.apache.flink.api.common.state.ValueStateDescriptor; // SOLUTION
import org.apache.flink.metrics.Counter; // SOLUTION
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

import java.time.Duration;
import java.time.Instant; // SOLUTION

/**
 * Tells of every order that is not paid in time. Its stream is keyed by order id, with the empty
 * text as the key of what has no id.
 */
public final class UnpaidOrderAlert extends KeyedProcessFunction<String, OrderEvent, UnpaidOrder> {

    /** How long after its creation an order may be paid, the last millisecond included. */
    static final Duration PAYMENT_PERIOD = Duration.ofHours(2);

    // BEGIN SOLUTION
    // Of the two halves only the one that came first is ever remembered: with both at hand, all is
    // decided and nothing has to be kept.
    private transient ValueState<Long> created;
    private transient ValueState<Long> paid;
    private transient Counter malformed;

    @Override
    public void open(OpenContext context) {
        created = getRuntimeContext().getState(new ValueStateDescriptor<>("created", Long.class));
        paid = getRuntimeContext().getState(new ValueStateDescriptor<>("paid", Long.class));
        malformed = getRuntimeContext().getMetricGroup().counter("malformed");
    }

    // END SOLUTION
    @Override
    public void processElement(OrderEvent event, Context context, Collector<UnpaidOrder> out)
            throws Exception {
        // BEGIN SOLUTION
        if (isMalformed(event)) {
            malformed.inc();
            return;
        }
        long time = event.eventTime().toEpochMilli();
        switch (event.status()) {
            case CREATED -> orderCreated(time, context);
            case PAID -> orderPaid(time, context);
            default -> {
                // Whether it was shipped or cancelled, the warehouse knows already.
            }
        }
        // STUB throw new UnsupportedOperationException("Lab 2.7 is not done yet");
        // END SOLUTION
    }

    // BEGIN SOLUTION
    private void orderCreated(long time, Context context) throws Exception {
        Long payment = paid.value();
        if (payment != null) {
            context.timerService().deleteEventTimeTimer(payment + 1);
            paid.clear();
        }
        if (payment == null || payment > due(time)) {
            created.update(time);
            context.timerService().registerEventTimeTimer(tooLate(time));
        }
    }

    private void orderPaid(long time, Context context) throws Exception {
        Long order = created.value();
        if (order == null) {
            // Its order may still be on its way. Once the watermark has passed the payment, it is
            // not: no order is created after it was paid.
            paid.update(time);
            context.timerService().registerEventTimeTimer(time + 1);
        } else if (time <= due(order)) {
            context.timerService().deleteEventTimeTimer(tooLate(order));
            created.clear();
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<UnpaidOrder> out)
            throws Exception {
        Long order = created.value();
        if (order != null) {
            out.collect(
                    new UnpaidOrder(
                            context.getCurrentKey(),
                            Instant.ofEpochMilli(order),
                            Instant.ofEpochMilli(due(order))));
        }
        created.clear();
        paid.clear();
    }

    private static long due(long created) {
        return created + PAYMENT_PERIOD.toMillis();
    }

    /** A timer at it fires when the watermark has passed the due time, not when it is there. */
    private static long tooLate(long created) {
        return due(created) + 1;
    }

    private static boolean isMalformed(OrderEvent event) {
        return event.orderId() == null
                || event.orderId().isEmpty()
                || event.eventTime().toEpochMilli() < 0;
    }
    // END SOLUTION
}
