package dev.flinklabs.marketplace;

import java.time.Instant;

/**
 * Something happened to an order. All events of an order repeat its customer, product, quantity and
 * amount.
 *
 * @param orderId names the order
 * @param status what happened
 * @param customerId who ordered; null for a guest
 * @param productId what was ordered
 * @param quantity how many pieces
 * @param amountCents quantity times the price at the time of the order, in cents
 * @param eventTime when it happened, in whole milliseconds
 */
public record OrderEvent(
        String orderId,
        OrderStatus status,
        String customerId,
        String productId,
        int quantity,
        long amountCents,
        Instant eventTime) {}
