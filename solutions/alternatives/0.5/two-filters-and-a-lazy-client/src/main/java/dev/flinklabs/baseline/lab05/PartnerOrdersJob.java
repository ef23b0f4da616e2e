package dev.flinklabs.baseline.lab05;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.MalformedEventException;
import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ParameterTool;

import java.nio.charset.StandardCharsets;

/** Cuts batches into lines first; then each line goes one way or the other. */
public final class PartnerOrdersJob {

    private PartnerOrdersJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<String> lines =
                env.fromSource(
                                OrderTexts.source(arguments, arguments.getRequired("from")),
                                WatermarkStrategy.noWatermarks(),
                                "batches")
                        .flatMap(PartnerOrdersJob::cut)
                        .returns(Types.STRING);
        lines.filter(PartnerOrdersJob::isOrder)
                .map(line -> text(order(line)))
                .sinkTo(OrderTexts.sink(arguments, arguments.getRequired("to")));
        lines.filter(line -> !isOrder(line))
                .sinkTo(OrderTexts.sink(arguments, arguments.getRequired("dead-letters")));
        env.execute("partner orders");
    }

    private static void cut(String batch, Collector<String> out) {
        batch.lines().forEach(out::collect);
    }

    private static boolean isOrder(String line) {
        try {
            order(line);
            return true;
        } catch (MalformedEventException e) {
            return false;
        }
    }

    private static OrderEvent order(String line) {
        return EventJson.decodeOrder(line.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(OrderEvent order) {
        return order.orderId() + " " + order.amountCents();
    }
}
