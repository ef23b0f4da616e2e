package dev.flinklabs.jobs.lab07;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

import java.time.Duration;

/**
 * Tells of every order that is not paid in time. Its stream is keyed by order id, with the empty
 * text as the key of what has no id.
 */
public final class UnpaidOrderAlert extends KeyedProcessFunction<String, OrderEvent, UnpaidOrder> {

    /** How long after its creation an order may be paid, the last millisecond included. */
    static final Duration PAYMENT_PERIOD = Duration.ofHours(2);

    @Override
    public void processElement(OrderEvent event, Context context, Collector<UnpaidOrder> out)
            throws Exception {
        throw new UnsupportedOperationException("Lab 2.7 is not done yet");
    }
}
