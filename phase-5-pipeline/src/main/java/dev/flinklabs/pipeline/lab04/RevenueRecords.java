package dev.flinklabs.pipeline.lab04;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Totals as records of Kafka: the product id is the key, the value is JSON. */
final class RevenueRecords {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RevenueRecords() {}

    /** Makes records for a topic. */
    static KafkaRecordSerializationSchema<DailyRevenue> writtenTo(String topic) {
        return (revenue, context, timestamp) ->
                new ProducerRecord<>(topic, revenue.productId().getBytes(UTF_8), value(revenue));
    }

    private static byte[] value(DailyRevenue revenue) {
        try {
            return JSON.writeValueAsBytes(
                    JSON.createObjectNode()
                            .put("sold_on", revenue.soldOn())
                            .put("orders", revenue.orders())
                            .put("cents", revenue.cents()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
