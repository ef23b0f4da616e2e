package dev.flinklabs.testkit.broker;

import java.util.Objects;

/**
 * A record as it lies in a topic.
 *
 * @param partition the partition it lies in
 * @param key its key, read as UTF-8; null when it has none
 * @param value its value, read as UTF-8; null for a tombstone
 */
public record TopicRecord(int partition, String key, String value) {

    /** Whether key and value are these; null means that there is none. */
    public boolean holds(String key, String value) {
        return Objects.equals(this.key, key) && Objects.equals(this.value, value);
    }
}
