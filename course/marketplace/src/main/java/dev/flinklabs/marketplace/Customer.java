package dev.flinklabs.marketplace;

import java.time.Instant;

/**
 * A row of the customer table.
 *
 * @param customerId the row's primary key
 * @param name the customer's name
 * @param tier how good a customer this is
 * @param city where the customer lives
 * @param updatedAt when the row was last written, in whole milliseconds
 */
public record Customer(
        String customerId, String name, CustomerTier tier, String city, Instant updatedAt) {}
