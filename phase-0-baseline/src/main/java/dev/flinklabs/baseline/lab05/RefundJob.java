package dev.flinklabs.baseline.lab05;

import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * Writes a refund for every order that was cancelled.
 *
 * <p>Arguments: {@code --bootstrap}, {@code --group}, {@code --from} the topic of order events,
 * {@code --to} the topic of refunds.
 */
public final class RefundJob {

    private RefundJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        String orders = arguments.getRequired("from").replace('.', '-');
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSource(
                        OrderTexts.source(arguments, orders),
                        WatermarkStrategy.noWatermarks(),
                        "orders")
                .map(OrderTexts::order)
                .filter(order -> order.status() == OrderStatus.CANCELLED)
                .map(RefundJob::refund)
                .sinkTo(OrderTexts.sink(arguments, arguments.getRequired("to")));
        env.execute("refunds");
    }

    private static String refund(OrderEvent order) {
        return order.orderId() + " " + order.amountCents();
    }
}
