package dev.flinklabs.ops.lab11;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What has been paid for a product so far.
 *
 * @param productId names the product
 * @param cents all payments together
 */
public record ProductTotal(String productId, long cents) {

    /** Makes records for a topic: the product id is the key, the cents are the value, as text. */
    static KafkaRecordSerializationSchema<ProductTotal> writtenTo(String topic) {
        return (total, context, timestamp) ->
                new ProducerRecord<>(
                        topic,
                        total.productId().getBytes(UTF_8),
                        String.valueOf(total.cents()).getBytes(UTF_8));
    }
}
