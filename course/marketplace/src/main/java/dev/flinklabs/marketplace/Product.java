package dev.flinklabs.marketplace;

import java.time.Instant;

/**
 * A row of the product table.
 *
 * @param productId the row's primary key
 * @param name what the customer reads
 * @param category where the product is listed
 * @param priceCents the price of one piece, in cents
 * @param updatedAt when the row was last written, in whole milliseconds
 */
public record Product(
        String productId, String name, String category, long priceCents, Instant updatedAt) {}
