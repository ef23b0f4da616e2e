package dev.flinklabs.baseline.lab05;

import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * Writes a parcel label for every order that was paid.
 *
 * <p>Arguments: {@code --bootstrap}, {@code --group}, {@code --from} the topic of order events,
 * {@code --to} the topic of labels, and {@code --bounded}.
 */
public final class ParcelLabelJob {

    private ParcelLabelJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        // BEGIN SOLUTION
        // Operators without a group of their own are all in one, "default". One subtask of each
        // fits into a slot: two slots are enough.
        env.fromSource(
                        OrderTexts.source(arguments, arguments.getRequired("from")),
                        WatermarkStrategy.noWatermarks(),
                        "orders")
                .map(OrderTexts::order)
                .filter(order -> order.status() == OrderStatus.PAID)
                .map(ParcelLabelJob::label)
                .sinkTo(OrderTexts.sink(arguments, arguments.getRequired("to")));
        // END SOLUTION
        env.execute("parcel labels");
    }

    private static String label(OrderEvent order) {
        return order.orderId() + " to " + order.customerId();
    }
}
