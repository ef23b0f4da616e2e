package dev.flinklabs.marketplace;

import java.time.Instant;

/**
 * A customer looks at the page of a product.
 *
 * @param customerId who looks
 * @param productId what is looked at
 * @param eventTime when the page was opened, in whole milliseconds
 */
public record PageView(String customerId, String productId, Instant eventTime) {}
