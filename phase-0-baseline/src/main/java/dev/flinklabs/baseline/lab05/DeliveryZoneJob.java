package dev.flinklabs.baseline.lab05;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * Adds to every order the zone in which it is delivered.
 *
 * <p>Arguments: {@code --bootstrap}, {@code --group}, {@code --from} the topic of order events,
 * {@code --to} the topic of zones, {@code --depot} the depot to ask, and {@code --bounded}.
 */
public final class DeliveryZoneJob {

    private DeliveryZoneJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.fromSource(
                        OrderTexts.source(arguments, arguments.getRequired("from")),
                        WatermarkStrategy.noWatermarks(),
                        "orders")
                .map(OrderTexts::order)
                .map(new Zone(ZoneClient.connect(arguments.getRequired("depot"))))
                .sinkTo(OrderTexts.sink(arguments, arguments.getRequired("to")));
        env.execute("delivery zones");
    }

    private static final class Zone implements MapFunction<OrderEvent, String> {

        private final ZoneClient zones;

        private Zone(ZoneClient zones) {
            this.zones = zones;
        }

        @Override
        public String map(OrderEvent order) {
            return order.orderId() + " " + zones.zone(order.customerId());
        }
    }
}
