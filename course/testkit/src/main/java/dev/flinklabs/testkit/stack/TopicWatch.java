package dev.flinklabs.testkit.stack;

import dev.flinklabs.testkit.broker.Topic;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Reads topics from their first record on, and hands on each record as it comes; those of
 * transactions when they are committed.
 */
final class TopicWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<String, String> consumer;
    private final Thread thread;

    /**
     * @param listener is called from one other thread
     */
    TopicWatch(
            String bootstrapServers,
            Collection<Topic> topics,
            Consumer<ConsumerRecord<String, String>> listener) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "enable.auto.commit", "false",
                                "isolation.level", "read_committed"),
                        new StringDeserializer(),
                        new StringDeserializer());
        List<TopicPartition> partitions =
                topics.stream()
                        .flatMap(
                                topic ->
                                        IntStream.range(0, topic.partitions())
                                                .mapToObj(n -> new TopicPartition(topic.name(), n)))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread = new Thread(() -> read(partitions, listener), "topic-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(
            List<TopicPartition> partitions, Consumer<ConsumerRecord<String, String>> listener) {
        try (consumer) {
            while (!partitions.isEmpty()) {
                consumer.poll(POLL).forEach(listener);
            }
        } catch (WakeupException e) {
            // close() wants it to end.
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
