package dev.flinklabs.testkit.stack;

import dev.flinklabs.testkit.story.LabRun;

import java.util.Map;
import java.util.Set;

/** Tells where to look, in two columns. */
final class Signpost {

    private static final String ROW = "  %-9s %s\n";

    private final StringBuilder text = new StringBuilder("\n");

    /** Adds rows; the first one has the name, in at most nine letters. */
    Signpost row(String name, String... lines) {
        String label = name;
        for (String line : lines) {
            text.append(ROW.formatted(label, line));
            label = "";
        }
        return this;
    }

    /**
     * Adds what every lab has, the web UI, the broker, its topics and how to read them; and the
     * HTTP servers and directories of those that have some.
     */
    Signpost stack(Stack stack, LabRun run) {
        String topic = run.topics().keySet().iterator().next();
        row("web UI", stack.webUi().toString()).row("broker", stack.bootstrapServers());
        stack.services().forEach((name, service) -> row(name, service.address().toString()));
        stack.directories().forEach((name, directory) -> row(name, directory.path().toString()));
        return row("topics", topics(run.topics(), run.feed().topics()))
                .row(
                        "read",
                        "kcat -b %s -t %s".formatted(stack.bootstrapServers(), topic),
                        "kafka-console-consumer.sh --bootstrap-server %s --topic %s --from-beginning"
                                .formatted(stack.bootstrapServers(), topic));
    }

    private static String[] topics(Map<String, Integer> partitions, Set<String> fed) {
        int width = partitions.keySet().stream().mapToInt(String::length).max().orElse(0);
        return partitions.entrySet().stream()
                .map(
                        topic ->
                                "%s%s  %s%s"
                                        .formatted(
                                                topic.getKey(),
                                                " ".repeat(width - topic.getKey().length()),
                                                topic.getValue() == 1
                                                        ? "1 partition"
                                                        : topic.getValue() + " partitions",
                                                fed.contains(topic.getKey()) ? ", fed" : ""))
                .toArray(String[]::new);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
