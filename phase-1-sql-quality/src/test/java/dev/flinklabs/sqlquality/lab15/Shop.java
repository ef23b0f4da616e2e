package dev.flinklabs.sqlquality.lab15;

import dev.flinklabs.testkit.story.SqlStory;

import java.time.Instant;

/** What the stories of this lab have in common. */
final class Shop {

    static final String ORDERS = "shop.order";
    static final String PRODUCTS = "shop.product";
    static final String PRICED = "priced.orders";

    private Shop() {}

    static SqlStory story() {
        return SqlStory.ofLab("1.15", "temporal-join.sql")
                .topic(ORDERS, 2)
                .topic(PRODUCTS, 1)
                .topic(PRICED, 1)
                .declares("orders")
                .writesTo("priced_orders");
    }

    static String placed(String id, String product, Instant time) {
        return event(id, "CREATED", product, time);
    }

    /** An event that is no order, for a product that there never was. */
    static String paid(Instant time) {
        return event("o-0", "PAID", "p-0", time);
    }

    /** Nor is this. */
    static String cancelled(Instant time) {
        return event("o-0", "CANCELLED", "p-0", time);
    }

    private static String event(String id, String status, String product, Instant time) {
        return """
               {"order_id":"%s","status":"%s","customer_id":"c-7","product_id":"%s",\
               "quantity":1,"amount_cents":100,"event_time":%s}"""
                .formatted(id, status, product, time.toEpochMilli());
    }
}
