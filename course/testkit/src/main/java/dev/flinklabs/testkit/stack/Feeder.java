package dev.flinklabs.testkit.stack;

import dev.flinklabs.marketplace.generator.GeneratedRecord;
import dev.flinklabs.testkit.story.Feed;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Writes to topics: what it is asked to, and a feed, so many records a second. */
final class Feeder implements AutoCloseable {

    private static final double NANOS = 1e9;

    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    body -> {
                        Thread thread = new Thread(body, "feed");
                        thread.setDaemon(true);
                        return thread;
                    });

    Feeder(String bootstrapServers) {
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /**
     * Begins to send. What the feed's snapshot holds is sent at once.
     *
     * @param rate records a second, all topics together; 0 sends the snapshot and no more
     */
    void feed(Feed feed, double rate) {
        Iterator<GeneratedRecord> records = feed.records().iterator();
        GeneratedRecord next = records.next();
        while (feed.isSnapshot(next)) {
            send(feed, next);
            next = records.next();
        }
        if (rate > 0) {
            send(feed, next);
            clock.scheduleAtFixedRate(
                    () -> send(feed, records.next()),
                    (long) (NANOS / rate),
                    (long) (NANOS / rate),
                    TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Sends one record now, to the partition that Kafka chooses.
     *
     * @param key null for none
     */
    void send(String topic, String key, String value) {
        producer.send(new ProducerRecord<>(topic, utf8(key), utf8(value)));
    }

    private void send(Feed feed, GeneratedRecord record) {
        producer.send(
                new ProducerRecord<>(
                        record.topic(),
                        null,
                        record.timestamp().toEpochMilli(),
                        utf8(feed.key(record)),
                        record.value()));
    }

    private static byte[] utf8(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close(Duration.ZERO);
    }
}
