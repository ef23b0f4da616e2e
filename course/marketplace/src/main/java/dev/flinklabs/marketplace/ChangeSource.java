package dev.flinklabs.marketplace;

import java.time.Instant;

/**
 * Where a change comes from: the part of Debezium's {@code source} block for PostgreSQL that the
 * course uses.
 *
 * @param ts when the database committed the change; for a snapshot, when the snapshot was taken.
 *     Whole milliseconds
 * @param snapshot whether the event comes from the initial snapshot
 * @param table the table's name, without its schema
 * @param txId the database transaction
 * @param lsn the position in the database's log. Of two changes to one row, the one with the
 *     greater position is the later one
 */
public record ChangeSource(Instant ts, boolean snapshot, String table, long txId, long lsn) {}
