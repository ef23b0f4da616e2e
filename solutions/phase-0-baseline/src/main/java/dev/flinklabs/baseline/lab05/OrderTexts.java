package dev.flinklabs.baseline.lab05;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.MalformedEventException;
import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.util.ParameterTool;

import java.nio.charset.StandardCharsets;

/**
 * Topics of texts, and orders that are written as texts. The jobs of this lab share it; nothing in
 * it is broken.
 */
final class OrderTexts {

    private OrderTexts() {}

    /**
     * Reads a topic from its first record, at the broker {@code --bootstrap} as the group {@code
     * --group}; with {@code --bounded} up to what is its end when the job starts.
     */
    static KafkaSource<String> source(ParameterTool arguments, String topic) {
        KafkaSourceBuilder<String> source =
                KafkaSource.<String>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setGroupId(arguments.getRequired("group"))
                        .setTopics(topic)
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setValueOnlyDeserializer(new SimpleStringSchema());
        if (arguments.has("bounded")) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }

    /** Writes each text to a topic, as a value without a key. */
    static KafkaSink<String> sink(ParameterTool arguments, String topic) {
        return KafkaSink.<String>builder()
                .setBootstrapServers(arguments.getRequired("bootstrap"))
                .setRecordSerializer(
                        KafkaRecordSerializationSchema.<String>builder()
                                .setTopic(topic)
                                .setValueSerializationSchema(new SimpleStringSchema())
                                .build())
                .build();
    }

    /**
     * @throws MalformedEventException if the text is not one order event in JSON
     */
    static OrderEvent order(String json) {
        return EventJson.decodeOrder(json.getBytes(StandardCharsets.UTF_8));
    }
}
