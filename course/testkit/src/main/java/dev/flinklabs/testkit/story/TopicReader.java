package dev.flinklabs.testkit.story;

import dev.flinklabs.testkit.broker.Topic;
import dev.flinklabs.testkit.broker.TopicRecord;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What lies in a topic, each record under its place: the how-many-eth of its partition. */
final class TopicReader implements Supplier<Map<String, Map<String, Object>>> {

    private final Topic topic;
    private final boolean committed;
    private long length = -1;
    private Map<String, Map<String, Object>> records = Map.of();

    private TopicReader(Topic topic, boolean committed) {
        this.topic = topic;
        this.committed = committed;
    }

    /** What has been committed, and what was written without a transaction. */
    static TopicReader ofCommitted(Topic topic) {
        return new TopicReader(topic, true);
    }

    /** All that was written, also in transactions that are open or were aborted. */
    static TopicReader ofWritten(Topic topic) {
        return new TopicReader(topic, false);
    }

    @Override
    public Map<String, Map<String, Object>> get() {
        long now = committed ? topic.committedLength() : topic.length();
        if (now != length) {
            records = read();
            length = now;
        }
        return records;
    }

    private Map<String, Map<String, Object>> read() {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        Map<Integer, Integer> counts = new HashMap<>();
        for (TopicRecord record : committed ? topic.readCommitted() : topic.readUncommitted()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("key", record.key());
            fields.put("value", record.value());
            fields.put("partition", record.partition());
            all.put(
                    record.partition() + "/" + counts.merge(record.partition(), 1, Integer::sum),
                    fields);
        }
        return all;
    }
}
