package dev.flinklabs.ops.lab11;

import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

import java.time.Duration;

/** Adds up what is paid for each product. The arguments are on the lab's page. */
public final class SalesJob {

    private SalesJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(settings(arguments));
        env.setParallelism(2);
        env.fromSource(orders(arguments), WatermarkStrategy.noWatermarks(), "orders")
                .filter(order -> order.status() == OrderStatus.PAID)
                .keyBy(OrderEvent::productId)
                .map(new AddUp())
                .sinkTo(totals(arguments));
        env.execute("sales");
    }

    /** What Flink is to know about this job: its checkpoints, and what it does after a failure. */
    private static Configuration settings(ParameterTool arguments) {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval(arguments));

        // A directory alone means files.
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, arguments.getRequired("storage"));
        // Flink's own restart strategy has no limit to the number of attempts.
        return settings;
    }

    /** All orders of the topic, from the first one on. */
    private static KafkaSource<OrderEvent> orders(ParameterTool arguments) {
        return KafkaSource.<OrderEvent>builder()
                .setBootstrapServers(arguments.getRequired("bootstrap"))
                .setGroupId(arguments.getRequired("group"))
                .setTopics(arguments.getRequired("from"))
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new OrderEventSchema())
                .build();
    }

    /** Where the totals go. */
    private static KafkaSink<ProductTotal> totals(ParameterTool arguments) {
        Duration transactions = interval(arguments).plus(FOR_A_RESTART);
        return KafkaSink.<ProductTotal>builder()
                .setBootstrapServers(arguments.getRequired("bootstrap"))
                .setRecordSerializer(ProductTotal.writtenTo(arguments.getRequired("to")))
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("sales-" + arguments.getRequired("group"))
                .setProperty("transaction.timeout.ms", String.valueOf(transactions.toMillis()))
                .build();
    }

    private static final Duration FOR_A_RESTART = Duration.ofMinutes(5);

    private static Duration interval(ParameterTool arguments) {
        return Duration.ofMillis(arguments.getLong("checkpoints"));
    }
}
