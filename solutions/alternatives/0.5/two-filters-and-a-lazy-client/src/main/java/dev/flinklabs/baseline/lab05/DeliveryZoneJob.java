package dev.flinklabs.baseline.lab05;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/** Connects when the first order comes. */
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
                .map(new Zone(arguments.getRequired("depot")))
                .sinkTo(OrderTexts.sink(arguments, arguments.getRequired("to")));
        env.execute("delivery zones");
    }

    private static final class Zone extends RichMapFunction<OrderEvent, String> {

        private final String depot;
        private transient ZoneClient zones;

        private Zone(String depot) {
            this.depot = depot;
        }

        @Override
        public String map(OrderEvent order) {
            if (zones == null) {
                zones = ZoneClient.connect(depot);
            }
            return order.orderId() + " " + zones.zone(order.customerId());
        }

        @Override
        public void close() {
            if (zones != null) {
                zones.close();
            }
        }
    }
}
