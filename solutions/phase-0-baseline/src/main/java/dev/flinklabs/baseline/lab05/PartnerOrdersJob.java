package dev.flinklabs.baseline.lab05;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.MalformedEventException;
import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.ParameterTool;

import java.nio.charset.StandardCharsets;

/**
 * Takes over the orders of a partner, who sends them in batches: one record holds one order a line.
 *
 * <p>Arguments: {@code --bootstrap}, {@code --group}, {@code --from} the topic of batches, {@code
 * --to} the topic of orders, {@code --dead-letters} the topic of what cannot be read.
 */
public final class PartnerOrdersJob {

    // BEGIN SOLUTION
    private static final OutputTag<String> MALFORMED = new OutputTag<>("malformed", Types.STRING);

    // END SOLUTION
    private PartnerOrdersJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        // BEGIN SOLUTION
        SingleOutputStreamOperator<String> orders =
                env.fromSource(
                                OrderTexts.source(arguments, arguments.getRequired("from")),
                                WatermarkStrategy.noWatermarks(),
                                "batches")
                        .process(new Lines());
        orders.sinkTo(OrderTexts.sink(arguments, arguments.getRequired("to")));
        orders.getSideOutput(MALFORMED)
                .sinkTo(OrderTexts.sink(arguments, arguments.getRequired("dead-letters")));
        // END SOLUTION
        env.execute("partner orders");
    }

    // BEGIN SOLUTION
    private static final class Lines extends ProcessFunction<String, String> {

        @Override
        public void processElement(String batch, Context context, Collector<String> out) {
            for (String line : batch.split("\n")) {
                // What is caught is as small as what is wrong: one line, and the one exception that
                // says so.
                try {
                    out.collect(text(EventJson.decodeOrder(bytes(line))));
                } catch (MalformedEventException e) {
                    context.output(MALFORMED, line);
                }
            }
        }
    }

    // END SOLUTION
    private static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(OrderEvent order) {
        return order.orderId() + " " + order.amountCents();
    }
}
