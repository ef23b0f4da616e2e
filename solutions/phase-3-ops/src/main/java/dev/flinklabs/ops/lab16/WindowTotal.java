package dev.flinklabs.ops.lab16;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.time.Instant;

/**
 * What was paid for a product in ten minutes.
 *
 * @param productId names the product
 * @param windowEnd when the ten minutes were over
 * @param cents all payments together
 */
public record WindowTotal(String productId, Instant windowEnd, long cents) {

    /** Makes records for a topic: the product id is the key, the value is a JSON object. */
    static KafkaRecordSerializationSchema<WindowTotal> writtenTo(String topic) {
        return (total, context, timestamp) ->
                new ProducerRecord<>(
                        topic,
                        total.productId().getBytes(UTF_8),
                        "{\"window_end\":\"%s\",\"cents\":%d}"
                                .formatted(total.windowEnd(), total.cents())
                                .getBytes(UTF_8));
    }
}
