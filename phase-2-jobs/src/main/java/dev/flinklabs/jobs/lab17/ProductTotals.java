package dev.flinklabs.jobs.lab17;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Totals as records of Kafka: the product id is the key, the cents are the value, as text. */
final class ProductTotals {

    private ProductTotals() {}

    /** Makes records for a topic. */
    static KafkaRecordSerializationSchema<ProductTotal> writtenTo(String topic) {
        return (total, context, timestamp) ->
                new ProducerRecord<>(
                        topic,
                        total.productId().getBytes(UTF_8),
                        String.valueOf(total.cents()).getBytes(UTF_8));
    }

    /** Reads what {@link #writtenTo} has made. */
    static KafkaRecordDeserializationSchema<ProductTotal> read() {
        return new Reading();
    }

    private static final class Reading implements KafkaRecordDeserializationSchema<ProductTotal> {

        @Override
        public void deserialize(
                ConsumerRecord<byte[], byte[]> record, Collector<ProductTotal> out) {
            long cents = Long.parseLong(new String(record.value(), UTF_8));
            out.collect(new ProductTotal(new String(record.key(), UTF_8), cents));
        }

        @Override
        public TypeInformation<ProductTotal> getProducedType() {
            return TypeInformation.of(ProductTotal.class);
        }
    }
}
