package dev.flinklabs.pipeline.lab04;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee; // SOLUTION
import org.apache.flink.connector.kafka.sink.KafkaSink; // SOLUTION
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.apache.iceberg.DistributionMode; // SOLUTION
import org.apache.iceberg.PartitionSpec; // SOLUTION
import org.apache.iceberg.flink.sink.IcebergSink; // SOLUTION

import java.time.Duration; // SOLUTION
import java.util.List; // SOLUTION

/** Delivers each day's revenue to a topic and to a table. The arguments are on the lab's page. */
public final class RevenueJob {

    private RevenueJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<OrderEvent> orders =
                env.fromSource(orders(arguments), WatermarkStrategy.noWatermarks(), "orders")
                        .uid("orders");
        deliver(DailyRevenues.of(orders), env, arguments);
        env.execute("revenue");
    }

    private static KafkaSource<OrderEvent> orders(ParameterTool arguments) {
        return KafkaSource.<OrderEvent>builder()
                .setBootstrapServers(arguments.getRequired("bootstrap"))
                .setGroupId(arguments.getRequired("group"))
                .setTopics(arguments.getRequired("from"))
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new OrderEventSchema())
                .build();
    }

    /** Delivers totals to the topic and to the table, each exactly once. */
    private static void deliver(
            DataStream<DailyRevenue> totals,
            StreamExecutionEnvironment env,
            ParameterTool arguments) {
        // BEGIN SOLUTION
        // STUB throw new UnsupportedOperationException("Lab 5.4 is not done yet");
        Duration interval = Duration.ofMillis(arguments.getLong("checkpoints"));
        env.enableCheckpointing(interval.toMillis());

        KafkaSink<DailyRevenue> topic =
                KafkaSink.<DailyRevenue>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setRecordSerializer(RevenueRecords.writtenTo(arguments.getRequired("to")))
                        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                        .setTransactionalIdPrefix("revenue")
                        .setProperty(
                                "transaction.timeout.ms",
                                String.valueOf(interval.plus(FOR_A_RESTART).toMillis()))
                        .build();
        totals.sinkTo(topic).name("topic").uid("topic");

        PartitionSpec byDay =
                PartitionSpec.builderFor(RevenueTable.SCHEMA).identity("sold_on").build();
        IcebergSink.builderFor(totals, RevenueTable::row, RevenueTable.ROWS)
                .tableLoader(RevenueTable.in(arguments.getRequired("lake"), byDay))
                // A total replaces the one before it.
                .equalityFieldColumns(List.of("sold_on", "product_id"))
                .upsert(true)
                // All rows of a day go to one writer, and so into one file.
                .distributionMode(DistributionMode.HASH)
                .uidSuffix("daily-revenue")
                .append();
        // END SOLUTION
    }

    // BEGIN SOLUTION

    private static final Duration FOR_A_RESTART = Duration.ofMinutes(5);
    // END SOLUTION
}
