package dev.flinklabs.ops.lab11;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;

/** Reads order events in JSON. */
final class OrderEventSchema extends AbstractDeserializationSchema<OrderEvent> {

    @Override
    public OrderEvent deserialize(byte[] value) {
        return EventJson.decodeOrder(value);
    }
}
