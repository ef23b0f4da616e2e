package dev.flinklabs.testkit.story;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps what a job gives in this JVM, where a test reads it at once. Flink's own collecting polls
 * every 100 ms.
 */
final class CollectSink<T> implements Sink<T> {

    private static final Map<String, List<Object>> COLLECTED = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    CollectSink() {
        COLLECTED.put(id, new CopyOnWriteArrayList<>());
    }

    /** All that has come so far, in the order in which it came. */
    @SuppressWarnings("unchecked")
    List<T> collected() {
        return (List<T>) COLLECTED.get(id);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        List<Object> collected = COLLECTED.get(id);
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context context) {
                collected.add(element);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
