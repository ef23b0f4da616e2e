package dev.flinklabs.marketplace;

/** What happened to an order. {@code SHIPPED} and {@code CANCELLED} end its life. */
public enum OrderStatus {
    CREATED,
    PAID,
    SHIPPED,
    CANCELLED
}
