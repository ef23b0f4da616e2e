package dev.flinklabs.sqlquality.lab04;

import dev.flinklabs.testkit.story.SqlStory;

import java.time.Instant;

/** What the stories of this lab have in common. */
final class Shop {

    static final String ORDERS = "shop.order";
    static final String SALES = "shop.analytics.aggregations";
    static final String TABLE = "orders";

    private Shop() {}

    static SqlStory inSession(String timeZone) {
        return SqlStory.ofLab("1.4", "event-time.sql")
                .sessionTimeZone(timeZone)
                .topic(ORDERS, 2)
                .topic(SALES, 1)
                .declares(TABLE)
                .writesTo("sales");
    }

    /**
     * @param time of the first day of 2026, in UTC
     */
    static String placed(String id, long cents, String time) {
        return event(id, "CREATED", cents, time);
    }

    /** An event that is no sale. */
    static String paid(String time) {
        return event("o-1", "PAID", 100, time);
    }

    /** Nor is this. */
    static String cancelled(String time) {
        return event("o-1", "CANCELLED", 100, time);
    }

    private static String event(String id, String status, long cents, String time) {
        return """
               {"order_id":"%s","status":"%s","customer_id":"c-7","product_id":"p-3",\
               "quantity":2,"amount_cents":%s,"event_time":%s}"""
                .formatted(
                        id,
                        status,
                        cents,
                        Instant.parse("2026-01-01T" + time + "Z").toEpochMilli());
    }
}
