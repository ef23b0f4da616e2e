package dev.flinklabs.testkit.stack;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A program that forwards values, and fails on the value {@code poison}. */
final class Forwarding {

    private Forwarding() {}

    /**
     * @param arguments the broker, the topic to read, the topic to write
     */
    static void main(String[] arguments) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSource(
                        KafkaSource.<String>builder()
                                .setBootstrapServers(arguments[0])
                                .setTopics(arguments[1])
                                .setStartingOffsets(OffsetsInitializer.earliest())
                                .setValueOnlyDeserializer(new SimpleStringSchema())
                                .build(),
                        WatermarkStrategy.noWatermarks(),
                        "orders")
                .map(Forwarding::checked)
                .sinkTo(
                        KafkaSink.<String>builder()
                                .setBootstrapServers(arguments[0])
                                .setRecordSerializer(
                                        KafkaRecordSerializationSchema.<String>builder()
                                                .setTopic(arguments[2])
                                                .setValueSerializationSchema(
                                                        new SimpleStringSchema())
                                                .build())
                                .build());
        env.execute("forwarding");
    }

    private static String checked(String value) {
        if (value.equals("poison")) {
            throw new IllegalStateException("poison is no order");
        }
        return value;
    }
}
