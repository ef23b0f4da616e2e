package dev.flinklabs.baseline.lab05;

import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/** The sink has two slots of its own, and four there are. */
public final class ParcelLabelJob {

    private ParcelLabelJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.fromSource(
                        OrderTexts.source(arguments, arguments.getRequired("from")),
                        WatermarkStrategy.noWatermarks(),
                        "orders")
                .map(OrderTexts::order)
                .filter(order -> order.status() == OrderStatus.PAID)
                .map(ParcelLabelJob::label)
                .sinkTo(OrderTexts.sink(arguments, arguments.getRequired("to")))
                .slotSharingGroup("printing");
        env.execute("parcel labels");
    }

    private static String label(OrderEvent order) {
        return order.orderId() + " to " + order.customerId();
    }
}
