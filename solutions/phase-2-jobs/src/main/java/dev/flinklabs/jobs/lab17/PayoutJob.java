package dev.flinklabs.jobs.lab17;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer; // SOLUTION
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/** Orders a payout for each total. The arguments are on the lab's page. */
public final class PayoutJob {

    private PayoutJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        KafkaSink<ProductTotal> payouts =
                KafkaSink.<ProductTotal>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setRecordSerializer(ProductTotals.writtenTo(arguments.getRequired("to")))
                        .build();
        env.fromSource(totals(arguments), WatermarkStrategy.noWatermarks(), "totals")
                .sinkTo(payouts);
        env.execute("payouts");
    }

    /** Reads the totals that are to be paid out. */
    private static KafkaSource<ProductTotal> totals(ParameterTool arguments) {
        // BEGIN SOLUTION
        // STUB throw new UnsupportedOperationException("Lab 2.17 is not done yet");
        return KafkaSource.<ProductTotal>builder()
                .setBootstrapServers(arguments.getRequired("bootstrap"))
                .setGroupId(arguments.getRequired("group"))
                .setTopics(arguments.getRequired("from"))
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("isolation.level", "read_committed")
                .setDeserializer(ProductTotals.read())
                .build();
        // END SOLUTION
    }
}
