package dev.flinklabs.pipeline.lab04;

/**
 * What has been sold of a product on a day so far.
 *
 * @param soldOn the day of the payments in UTC, such as {@code 2026-03-01}
 * @param productId names the product
 * @param orders how many orders were paid
 * @param cents all of them together
 */
public record DailyRevenue(String soldOn, String productId, long orders, long cents) {}
