package dev.flinklabs.testkit.broker;

/**
 * A record as it lies in a topic.
 *
 * @param partition the partition it lies in
 * @param key its key, read as UTF-8; null when it has none
 * @param value its value, read as UTF-8; null for a tombstone
 */
public record TopicRecord(int partition, String key, String value) {}
