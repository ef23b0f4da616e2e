package dev.flinklabs.testkit.stack;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.util.Collection;

/** Writes records as lines: topic, partition, key and value. */
final class RecordLine {

    private static final int LONGEST = 100;
    private static final String FAINT = "\u001B[2m%s\u001B[0m";

    private final int width;
    private final Collection<String> fed;
    private final boolean colours;

    /**
     * @param topics that there are
     * @param fed those whose records matter less: they are cut, and faint where there are colours
     */
    RecordLine(Collection<String> topics, Collection<String> fed, boolean colours) {
        this.width = topics.stream().mapToInt(String::length).max().orElse(0);
        this.fed = fed;
        this.colours = colours;
    }

    String of(ConsumerRecord<String, String> record) {
        String topic = record.topic();
        String line =
                "%s%s %d  %s: %s"
                        .formatted(
                                topic,
                                " ".repeat(width - topic.length()),
                                record.partition(),
                                record.key() == null ? "no key" : record.key(),
                                record.value() == null ? "no value" : record.value());
        if (!fed.contains(topic)) {
            return line;
        }
        String cut = line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
        return colours ? FAINT.formatted(cut) : cut;
    }
}
