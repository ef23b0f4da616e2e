package dev.flinklabs.sample.lab01;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

import java.time.Duration;

/**
 * Copies what is in a topic to another one and prints it. Arguments {@code --bootstrap}, {@code
 * --from}, {@code --to}; {@code --drop} writes nothing; {@code --unfinished} is a stub; {@code
 * --checkpoints} goes on for ever, on two slots, and leaves checkpoints in that directory.
 */
public final class CopyJob {

    private CopyJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        if (arguments.has("unfinished")) {
            throw new UnsupportedOperationException("Lab 9.9 is not done yet");
        }
        boolean drops = arguments.has("drop");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        String checkpoints = arguments.get("checkpoints");
        if (checkpoints != null) {
            env.setParallelism(2);
            env.enableCheckpointing(Duration.ofMinutes(8).toMillis());
            env.configure(
                    new Configuration()
                            .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints));
        }
        KafkaSourceBuilder<String> source =
                KafkaSource.<String>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setTopics(arguments.getRequired("from"))
                        .setGroupId("copy")
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setValueOnlyDeserializer(new SimpleStringSchema());
        if (checkpoints == null) {
            source.setBounded(OffsetsInitializer.latest());
        }
        KafkaSink<String> sink =
                KafkaSink.<String>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setRecordSerializer(
                                KafkaRecordSerializationSchema.<String>builder()
                                        .setTopic(arguments.getRequired("to"))
                                        .setValueSerializationSchema(new SimpleStringSchema())
                                        .build())
                        .build();
        var copied =
                env.fromSource(source.build(), WatermarkStrategy.noWatermarks(), "copy")
                        .rebalance()
                        .filter(text -> !drops);
        copied.print();
        copied.sinkTo(sink);
        env.execute("copy");
    }
}
