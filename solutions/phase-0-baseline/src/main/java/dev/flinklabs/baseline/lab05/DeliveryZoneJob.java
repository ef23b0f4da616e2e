package dev.flinklabs.baseline.lab05;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
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
                // BEGIN SOLUTION
                .map(new Zone(arguments.getRequired("depot")))
                // END SOLUTION
                .sinkTo(OrderTexts.sink(arguments, arguments.getRequired("to")));
        env.execute("delivery zones");
    }

    // BEGIN SOLUTION
    /** What travels is the depot's name; the connection is made where the subtask runs. */
    private static final class Zone extends RichMapFunction<OrderEvent, String> {

        private final String depot;
        private transient ZoneClient zones;

        private Zone(String depot) {
            this.depot = depot;
        }

        @Override
        public void open(OpenContext context) {
            zones = ZoneClient.connect(depot);
        }

        @Override
        public String map(OrderEvent order) {
            return order.orderId() + " " + zones.zone(order.customerId());
        }

        @Override
        public void close() {
            // Flink calls it also when open has failed.
            if (zones != null) {
                zones.close();
            }
        }
    }
    // END SOLUTION
}
