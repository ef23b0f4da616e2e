package dev.flinklabs.jobs.lab17;

/**
 * What has been paid for a product so far.
 *
 * @param productId names the product
 * @param cents all payments together
 */
public record ProductTotal(String productId, long cents) {}
