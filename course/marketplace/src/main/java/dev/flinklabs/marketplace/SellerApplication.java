package dev.flinklabs.marketplace;

import java.time.Instant;

/**
 * A seller applies to the marketplace. Each application is sent once.
 *
 * @param applicationId names the application
 * @param sellerName the shop's name
 * @param country two letters, ISO 3166-1
 * @param status what the automatic check said
 * @param submittedAt when the seller applied, in whole milliseconds; the event time
 */
public record SellerApplication(
        String applicationId,
        String sellerName,
        String country,
        ApplicationStatus status,
        Instant submittedAt) {}
