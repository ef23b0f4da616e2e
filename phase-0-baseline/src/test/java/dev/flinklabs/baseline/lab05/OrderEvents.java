package dev.flinklabs.baseline.lab05;

/** Order events as the shop writes them. */
final class OrderEvents {

    private OrderEvents() {}

    static String order(String id, String status, String customer, long cents) {
        return """
               {"order_id":"%s","status":"%s","customer_id":"%s","product_id":"p-3",\
               "quantity":2,"amount_cents":%s,"event_time":1767261600000}"""
                .formatted(id, status, customer, cents);
    }

    static String guestOrder(String id, long cents) {
        return """
               {"order_id":"%s","status":"CREATED","product_id":"p-3",\
               "quantity":2,"amount_cents":%s,"event_time":1767261600000}"""
                .formatted(id, cents);
    }
}
