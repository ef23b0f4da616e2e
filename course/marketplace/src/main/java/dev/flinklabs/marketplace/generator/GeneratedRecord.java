package dev.flinklabs.marketplace.generator;

import java.time.Instant;

/**
 * A record to send, and the truth about it, which a test may hold a job to.
 *
 * @param topic one of {@link dev.flinklabs.marketplace.Topics#INCOMING}
 * @param partition where to send it: {@link Partitions#of} of the key
 * @param key the key, to be sent as UTF-8; never null
 * @param value the value's bytes; null for a tombstone. Not to be changed
 * @param timestamp the record's Kafka timestamp: when it is sent. It never goes back within a
 *     stream
 * @param eventTime when the event happened. A malformed record keeps the time of the event that it
 *     was made from; a tombstone has that of its delete
 * @param late whether the event time is older than the greatest one so far in the record's
 *     partition, minus the topic's disorder. So far means: among the sound records sent before it;
 *     malformed records and tombstones do not count, and are never late themselves
 * @param duplicate whether this is a redelivery: a record with the same topic, partition, key and
 *     value bytes was sent before
 * @param malformation how the value is broken; null for a sound record
 */
public record GeneratedRecord(
        String topic,
        int partition,
        String key,
        byte[] value,
        Instant timestamp,
        Instant eventTime,
        boolean late,
        boolean duplicate,
        Malformation malformation) {

    /** Whether the value is broken on purpose. */
    public boolean malformed() {
        return malformation != null;
    }

    /** Whether this is a tombstone: a key without a value. */
    public boolean tombstone() {
        return value == null;
    }
}
