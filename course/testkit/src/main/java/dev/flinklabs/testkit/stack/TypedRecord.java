package dev.flinklabs.testkit.stack;

import java.util.Collection;
import java.util.Optional;

/**
 * A record that somebody has typed: {@code key:value}; {@code topic key:value}, where it belongs
 * into another topic than the usual one; a value alone, where it begins with a brace or there is no
 * colon.
 *
 * @param key null for none
 */
record TypedRecord(String topic, String key, String value) {

    /**
     * @param topics that there are
     * @param usual the one that is meant where none is named
     * @return empty when nothing was typed
     */
    static Optional<TypedRecord> parse(String line, Collection<String> topics, String usual) {
        String text = line.strip();
        String topic = usual;
        for (String named : topics) {
            if (text.startsWith(named + " ")) {
                topic = named;
                text = text.substring(named.length()).strip();
                break;
            }
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int colon = text.startsWith("{") ? -1 : text.indexOf(':');
        return Optional.of(
                new TypedRecord(
                        topic,
                        colon < 0 ? null : text.substring(0, colon),
                        text.substring(colon + 1)));
    }
}
