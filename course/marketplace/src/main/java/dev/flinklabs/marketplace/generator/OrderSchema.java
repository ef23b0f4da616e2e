package dev.flinklabs.marketplace.generator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.OrderEvent;

import java.nio.charset.StandardCharsets;

/** The versions in which order events have been written over time. */
public enum OrderSchema {
    /** As {@link EventJson} writes it. */
    V1,
    /**
     * With {@code discount_cents} after {@code amount_cents}: what is taken off the amount, 0 for
     * no discount. {@link EventJson} reads it, and ignores the discount.
     */
    V2,
    /**
     * As {@link #V2}, but {@code amount_cents} is called {@code total_cents}, and a field {@code
     * channel} that no consumer knows ends the object. {@link EventJson} refuses it: its amount is
     * missing.
     */
    V3;

    byte[] encode(OrderEvent order, long discountCents, String channel) {
        if (this == V1) {
            return EventJson.encode(order);
        }
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("order_id", order.orderId())
                        .put("status", order.status().name())
                        .put("customer_id", order.customerId())
                        .put("product_id", order.productId())
                        .put("quantity", order.quantity())
                        .put(this == V2 ? "amount_cents" : "total_cents", order.amountCents())
                        .put("discount_cents", discountCents)
                        .put("event_time", order.eventTime().toEpochMilli());
        if (this == V3) {
            json.put("channel", channel);
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
