package dev.flinklabs.testkit.story;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A source that goes on only when the test says so: each partition gives what the test has put in,
 * and then waits. After a recovery it goes on from the position in the checkpoint.
 */
final class GatedSource<T>
        implements Source<T, GatedSource.Partition, Void>, ResultTypeQueryable<T> {

    private static final Map<String, List<Feed<?>>> FEEDS = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final TypeInformation<T> type;

    /**
     * @param partitions how many; the source's parallelism
     */
    GatedSource(TypeInformation<T> type, int partitions) {
        this.type = type;
        List<Feed<?>> feeds = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            feeds.add(new Feed<T>());
        }
        FEEDS.put(id, feeds);
    }

    /** Opens the gate of a partition for one thing more. */
    void put(int partition, Step<T> step) {
        GatedSource.<T>feed(id, partition).put(step);
    }

    /** Forgets what was put in. */
    void dispose() {
        FEEDS.remove(id);
    }

    /** What a partition gives next. */
    sealed interface Step<T> {

        record Element<T>(T value, long timestamp) implements Step<T> {}

        record Mark<T>(long watermark) implements Step<T> {}

        /** Nothing for now, and time need not wait for this partition. */
        record Idle<T>() implements Step<T> {}
    }

    private static final class Feed<T> {

        private final List<Step<T>> steps = new ArrayList<>();
        private CompletableFuture<Void> more = new CompletableFuture<>();

        synchronized void put(Step<T> step) {
            steps.add(step);
            more.complete(null);
            more = new CompletableFuture<>();
        }

        synchronized Step<T> at(int position) {
            return position < steps.size() ? steps.get(position) : null;
        }

        synchronized CompletableFuture<Void> available(int position) {
            return position < steps.size() ? CompletableFuture.completedFuture(null) : more;
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> Feed<T> feed(String id, int partition) {
        return (Feed<T>) FEEDS.get(id).get(partition);
    }

    record Partition(int number, int position) implements SourceSplit {
        @Override
        public String splitId() {
            return String.valueOf(number);
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }

    @Override
    public SourceReader<T, Partition> createReader(SourceReaderContext context) {
        return new Reader<>(id);
    }

    @Override
    public SplitEnumerator<Partition, Void> createEnumerator(
            SplitEnumeratorContext<Partition> context) {
        return new Enumerator(context, true);
    }

    @Override
    public SplitEnumerator<Partition, Void> restoreEnumerator(
            SplitEnumeratorContext<Partition> context, Void checkpoint) {
        return new Enumerator(context, false);
    }

    @Override
    public SimpleVersionedSerializer<Partition> getSplitSerializer() {
        return new PartitionSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Void> getEnumeratorCheckpointSerializer() {
        return new NothingSerializer();
    }

    private static final class Reader<T> implements SourceReader<T, Partition> {

        private final String id;
        private int number = -1;
        private int position;
        private final CompletableFuture<Void> assigned = new CompletableFuture<>();

        Reader(String id) {
            this.id = id;
        }

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<T> output) {
            Step<T> step = number < 0 ? null : GatedSource.<T>feed(id, number).at(position);
            if (step == null) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            position++;
            if (step instanceof Step.Element<T> element) {
                output.collect(element.value(), element.timestamp());
            } else if (step instanceof Step.Mark<T> mark) {
                output.markActive();
                output.emitWatermark(new Watermark(mark.watermark()));
            } else {
                output.markIdle();
            }
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return number < 0 ? assigned : feed(id, number).available(position);
        }

        @Override
        public List<Partition> snapshotState(long checkpointId) {
            return number < 0 ? List.of() : List.of(new Partition(number, position));
        }

        @Override
        public void addSplits(List<Partition> splits) {
            number = splits.get(0).number();
            position = splits.get(0).position();
            assigned.complete(null);
        }

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }

    /**
     * Gives each reader the partition of its own number; after a recovery the readers have theirs
     * already.
     */
    private record Enumerator(SplitEnumeratorContext<Partition> context, boolean fresh)
            implements SplitEnumerator<Partition, Void> {

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, String host) {}

        @Override
        public void addSplitsBack(List<Partition> splits, int subtask) {
            splits.forEach(split -> context.assignSplit(split, subtask));
        }

        @Override
        public void addReader(int subtask) {
            if (fresh) {
                context.assignSplit(new Partition(subtask, 0), subtask);
            }
        }

        @Override
        public Void snapshotState(long checkpointId) {
            return null;
        }

        @Override
        public void close() {}
    }

    private static final class PartitionSerializer implements SimpleVersionedSerializer<Partition> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Partition partition) {
            return ByteBuffer.allocate(8)
                    .putInt(partition.number())
                    .putInt(partition.position())
                    .array();
        }

        @Override
        public Partition deserialize(int version, byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Partition(buffer.getInt(), buffer.getInt());
        }
    }

    private static final class NothingSerializer implements SimpleVersionedSerializer<Void> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Void nothing) {
            return new byte[0];
        }

        @Override
        public Void deserialize(int version, byte[] bytes) {
            return null;
        }
    }
}
