package dev.flinklabs.baseline.lab03;

/**
 * A Kafka record's key and value, both read as UTF-8.
 *
 * @param key null when the record has no key
 * @param value never null
 */
public record KeyedText(String key, String value) {}
