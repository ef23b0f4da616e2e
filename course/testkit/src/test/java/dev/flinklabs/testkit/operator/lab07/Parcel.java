package dev.flinklabs.testkit.operator.lab07;

import java.time.Instant;

/**
 * An event of a pickup shop.
 *
 * @param id empty in a malformed event
 * @param kind {@code ready} or {@code collected}
 */
public record Parcel(String id, String kind, Instant time) {}
