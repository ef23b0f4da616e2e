package dev.flinklabs.baseline.lab05;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ParameterTool;

import java.nio.charset.StandardCharsets;

/**
 * Takes over the orders of a partner, who sends them in batches: one record holds one order a line.
 *
 * <p>Arguments: {@code --bootstrap}, {@code --group}, {@code --from} the topic of batches, {@code
 * --to} the topic of orders, {@code --dead-letters} the topic of what cannot be read.
 */
public final class PartnerOrdersJob {

    private PartnerOrdersJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSource(
                        OrderTexts.source(arguments, arguments.getRequired("from")),
                        WatermarkStrategy.noWatermarks(),
                        "batches")
                .flatMap(PartnerOrdersJob::takeOver)
                .returns(Types.STRING)
                .sinkTo(OrderTexts.sink(arguments, arguments.getRequired("to")));
        env.execute("partner orders");
    }

    private static void takeOver(String batch, Collector<String> out) {
        for (String line : batch.split("\n")) {
            out.collect(text(EventJson.decodeOrder(bytes(line))));
        }
    }

    private static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(OrderEvent order) {
        return order.orderId() + " " + order.amountCents();
    }
}
