package dev.flinklabs.ops.lab16;

import dev.flinklabs.marketplace.EventJson;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.time.Instant;

/** Reads order events in JSON, with the Kafka timestamps of their records. */
final class StampedOrderSchema implements KafkaRecordDeserializationSchema<StampedOrder> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<StampedOrder> out) {
        out.collect(
                new StampedOrder(
                        EventJson.decodeOrder(record.value()),
                        Instant.ofEpochMilli(record.timestamp())));
    }

    @Override
    public TypeInformation<StampedOrder> getProducedType() {
        return TypeInformation.of(StampedOrder.class);
    }
}
