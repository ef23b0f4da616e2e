package dev.flinklabs.jobs.lab17;

import dev.flinklabs.marketplace.OrderEvent; // SOLUTION
import dev.flinklabs.marketplace.OrderStatus; // SOLUTION

import org.apache.flink.api.common.eventtime.WatermarkStrategy; // SOLUTION
import org.apache.flink.api.common.functions.OpenContext; // SOLUTION
import org.apache.flink.api.common.functions.RichMapFunction; // SOLUTION
import org.apache.flink.api.common.state.ValueState; // SOLUTION
import org.apache.flink.api.common.state.ValueStateDescriptor; // SOLUTION
import org.apache.flink.connector.base.DeliveryGuarantee; // SOLUTION
import org.apache.flink.connector.kafka.sink.KafkaSink; // SOLUTION
import org.apache.flink.connector.kafka.source.KafkaSource; // SOLUTION
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer; // SOLUTION
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

import java.time.Duration; // SOLUTION

/** Adds up what is paid for each product. The arguments are on the lab's page. */
public final class SalesJob {

    private SalesJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        define(env, arguments);
        env.execute("sales " + arguments.getRequired("name"));
    }

    private static void define(StreamExecutionEnvironment env, ParameterTool arguments) {
        // BEGIN SOLUTION
        // STUB throw new UnsupportedOperationException("Lab 2.17 is not done yet");
        Duration interval = Duration.ofMillis(arguments.getLong("checkpoints"));
        env.enableCheckpointing(interval.toMillis());

        KafkaSource<OrderEvent> orders =
                KafkaSource.<OrderEvent>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setGroupId(arguments.getRequired("group"))
                        .setTopics(arguments.getRequired("from"))
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setValueOnlyDeserializer(new OrderEventSchema())
                        .build();

        // A transaction is open from one checkpoint to the next, and a while longer when a
        // checkpoint is late or the job restarts.
        Duration transactions = interval.plus(FOR_A_RESTART);
        KafkaSink<ProductTotal> totals =
                KafkaSink.<ProductTotal>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setRecordSerializer(ProductTotals.writtenTo(arguments.getRequired("to")))
                        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                        .setTransactionalIdPrefix("sales-" + arguments.getRequired("name"))
                        .setProperty(
                                "transaction.timeout.ms", String.valueOf(transactions.toMillis()))
                        .build();

        env.fromSource(orders, WatermarkStrategy.noWatermarks(), "orders")
                .filter(order -> order.status() == OrderStatus.PAID)
                .keyBy(OrderEvent::productId)
                .map(new AddUp())
                .sinkTo(totals);
        // END SOLUTION
    }

    // BEGIN SOLUTION

    private static final Duration FOR_A_RESTART = Duration.ofMinutes(5);

    private static final class AddUp extends RichMapFunction<OrderEvent, ProductTotal> {

        private transient ValueState<Long> cents;

        @Override
        public void open(OpenContext context) {
            cents = getRuntimeContext().getState(new ValueStateDescriptor<>("cents", Long.class));
        }

        @Override
        public ProductTotal map(OrderEvent order) throws Exception {
            Long before = cents.value();
            long total = (before == null ? 0 : before) + order.amountCents();
            cents.update(total);
            return new ProductTotal(order.productId(), total);
        }
    }
    // END SOLUTION
}
