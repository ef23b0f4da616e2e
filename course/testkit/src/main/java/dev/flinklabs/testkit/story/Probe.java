package dev.flinklabs.testkit.story;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands behind the student's code and tells the test what has passed: elements, and how far time
 * has come.
 */
final class Probe<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {

    private static final Map<String, Seen> SEEN = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    private static final class Seen {
        private final List<Object> elements = new CopyOnWriteArrayList<>();
        private final Map<Integer, Long> watermarks = new ConcurrentHashMap<>();
    }

    Probe() {
        SEEN.put(id, new Seen());
    }

    /** In the order in which they passed. */
    @SuppressWarnings("unchecked")
    List<T> elements() {
        return (List<T>) SEEN.get(id).elements;
    }

    /**
     * The least watermark over all subtasks; {@code Long.MIN_VALUE} while one of them has seen
     * none.
     */
    long watermark(int parallelism) {
        Map<Integer, Long> watermarks = SEEN.get(id).watermarks;
        return watermarks.size() < parallelism
                ? Long.MIN_VALUE
                : watermarks.values().stream()
                        .mapToLong(Long::longValue)
                        .min()
                        .orElse(Long.MIN_VALUE);
    }

    void dispose() {
        SEEN.remove(id);
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        SEEN.get(id).elements.add(element.getValue());
        output.collect(element);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        SEEN.get(id)
                .watermarks
                .put(
                        getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
                        mark.getTimestamp());
    }
}
