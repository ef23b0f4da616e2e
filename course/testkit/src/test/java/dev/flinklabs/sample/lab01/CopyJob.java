package dev.flinklabs.sample.lab01;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * Copies what is in a topic to another one and prints it. Arguments {@code --bootstrap}, {@code
 * --from}, {@code --to}; {@code --drop} writes nothing.
 */
public final class CopyJob {

    private CopyJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        boolean drops = arguments.has("drop");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        KafkaSource<String> source =
                KafkaSource.<String>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setTopics(arguments.getRequired("from"))
                        .setGroupId("copy")
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setBounded(OffsetsInitializer.latest())
                        .setValueOnlyDeserializer(new SimpleStringSchema())
                        .build();
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
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "copy")
                        .filter(text -> !drops);
        copied.print();
        copied.sinkTo(sink);
        env.execute("copy");
    }
}
