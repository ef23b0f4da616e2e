package dev.flinklabs.jobs.lab21;

import java.time.Instant;

/**
 * A product that nobody has ordered for two hours.
 *
 * @param productId names the product
 * @param orders how many orders there were since it was last told
 * @param lastOrder the time of the latest of them
 */
public record QuietProduct(String productId, long orders, Instant lastOrder) {}
