package dev.flinklabs.testkit.story;

import dev.flinklabs.marketplace.Topics;
import dev.flinklabs.marketplace.generator.GeneratedRecord;
import dev.flinklabs.marketplace.generator.GeneratorSettings;
import dev.flinklabs.marketplace.generator.MarketplaceGenerator;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Generated records for the topics of a lab, more than anybody can watch. */
public final class Feed {

    /** All orders together must not take longer than that. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final long MOST_ORDERS = 1_000_000_000;

    private final GeneratorSettings settings;
    private final Function<GeneratedRecord, String> keyedBy;
    private final Set<String> topics;

    Feed(
            GeneratorSettings settings,
            Function<GeneratedRecord, String> keyedBy,
            Map<String, Integer> partitions) {
        this.topics = new LinkedHashSet<>(partitions.keySet());
        this.topics.retainAll(Topics.INCOMING);
        if (topics.isEmpty()) {
            throw new IllegalArgumentException(
                    "The story's topics are %s; the generator fills none of them, but %s."
                            .formatted(partitions.keySet(), Topics.INCOMING));
        }
        GeneratorSettings own =
                settings.orders(
                        Math.min(MOST_ORDERS, LONGEST.toNanos() / settings.meanGap().toNanos()));
        for (String topic : topics) {
            own = own.topic(topic, t -> t.partitions(partitions.get(topic)));
        }
        this.settings = own;
        this.keyedBy = keyedBy;
    }

    /** The names of the topics that are fed, at least one, in the order of the story. */
    public Set<String> topics() {
        return topics;
    }

    /** From the first one on, in the order in which they are sent. Lazy. */
    public Stream<GeneratedRecord> records() {
        return MarketplaceGenerator.records(settings)
                .filter(record -> topics.contains(record.topic()));
    }

    /** A record's key in this lab; null for none. */
    public String key(GeneratedRecord record) {
        return keyedBy.apply(record);
    }

    /** Whether a record is part of what lies there before anything happens. */
    public boolean isSnapshot(GeneratedRecord record) {
        return !record.timestamp().isAfter(settings.start());
    }
}
