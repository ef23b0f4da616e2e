package dev.flinklabs.jobs.lab07;

import java.time.Instant;

/**
 * An order for which no payment came in time.
 *
 * @param orderId names the order
 * @param created when it was created
 * @param due the last moment at which a payment would have been in time
 */
public record UnpaidOrder(String orderId, Instant created, Instant due) {}
