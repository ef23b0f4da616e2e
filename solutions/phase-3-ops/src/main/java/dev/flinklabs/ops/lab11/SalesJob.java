package dev.flinklabs.ops.lab11;

import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions; // SOLUTION
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions; // SOLUTION
import org.apache.flink.connector.base.DeliveryGuarantee; // SOLUTION
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer; // SOLUTION
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

import java.time.Duration; // SOLUTION

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
        // BEGIN SOLUTION
        // STUB throw new UnsupportedOperationException("Lab 3.11 is not done yet");
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval(arguments));

        // Who restores a checkpoint is another process than the one that wrote it, on another
        // machine.
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, arguments.getRequired("storage"));

        // No limit to the number of attempts: how long a machine is lacking, nobody knows.
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofSeconds(10));
        return settings;
        // END SOLUTION
    }

    /** All orders of the topic, from the first one on. */
    private static KafkaSource<OrderEvent> orders(ParameterTool arguments) {
        // BEGIN SOLUTION
        // STUB throw new UnsupportedOperationException("Lab 3.11 is not done yet");
        return KafkaSource.<OrderEvent>builder()
                .setBootstrapServers(arguments.getRequired("bootstrap"))
                .setGroupId(arguments.getRequired("group"))
                .setTopics(arguments.getRequired("from"))
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new OrderEventSchema())
                .build();
        // END SOLUTION
    }

    /** Where the totals go. */
    private static KafkaSink<ProductTotal> totals(ParameterTool arguments) {
        // BEGIN SOLUTION
        // STUB throw new UnsupportedOperationException("Lab 3.11 is not done yet");
        Duration transactions = interval(arguments).plus(FOR_A_RESTART);
        return KafkaSink.<ProductTotal>builder()
                .setBootstrapServers(arguments.getRequired("bootstrap"))
                .setRecordSerializer(ProductTotal.writtenTo(arguments.getRequired("to")))
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("sales-" + arguments.getRequired("group"))
                .setProperty("transaction.timeout.ms", String.valueOf(transactions.toMillis()))
                .build();
        // END SOLUTION
    }

    // BEGIN SOLUTION

    private static final Duration FOR_A_RESTART = Duration.ofMinutes(5);

    private static Duration interval(ParameterTool arguments) {
        return Duration.ofMillis(arguments.getLong("checkpoints"));
    }
    // END SOLUTION
}
