package dev.flinklabs.ops.lab16;

import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

import java.time.Instant;

/** Adds up what was paid for a product in a window. */
final class AddUp extends ProcessWindowFunction<StampedOrder, WindowTotal, String, TimeWindow> {

    @Override
    public void process(
            String productId,
            Context context,
            Iterable<StampedOrder> orders,
            Collector<WindowTotal> out) {
        long cents = 0;
        for (StampedOrder order : orders) {
            cents += order.event().amountCents();
        }
        Instant end = Instant.ofEpochMilli(context.window().getEnd());
        out.collect(new WindowTotal(productId, end, cents));
    }
}
