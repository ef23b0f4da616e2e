package dev.flinklabs.marketplace;

import java.time.Instant;

/**
 * A change to one row of the product table, as Debezium reports it.
 *
 * @param before the row before the change; null for {@link Operation#CREATE} and {@link
 *     Operation#READ}
 * @param after the row after the change; null for {@link Operation#DELETE}
 * @param op what was done to the row
 * @param source where the change comes from; {@code source.ts} is the event time
 * @param ts when Debezium handled the change, in whole milliseconds; not the event time
 */
public record ProductChange(
        Product before, Product after, Operation op, ChangeSource source, Instant ts) {}
