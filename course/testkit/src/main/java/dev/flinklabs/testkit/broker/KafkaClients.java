package dev.flinklabs.testkit.broker;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The clients with which tests look at a broker: one of each, opened once. */
final class KafkaClients implements AutoCloseable {

    private record Deletion(String topic, KafkaFuture<Void> answer) {}

    private static final class Refusal extends IllegalStateException {

        Refusal(Throwable cause) {
            super("The broker refused: " + cause.getMessage(), cause);
        }
    }

    private final Admin admin;
    private final KafkaProducer<String, String> producer;
    private final Map<String, Object> producerSettings;
    private final Map<String, Object> consumerSettings;
    private final Set<String> created = Collections.synchronizedSet(new LinkedHashSet<>());
    private final Queue<Deletion> deletions = new ConcurrentLinkedQueue<>();

    KafkaClients(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        producerSettings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        producer = producer(producerSettings);
        consumerSettings =
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "enable.auto.commit", "false",
                        "fetch.max.wait.ms", "10");
    }

    Topic createTopic(String name, int partitions) {
        return createTopicNamed(
                name + "-" + UUID.randomUUID().toString().substring(0, 8), partitions);
    }

    Topic createTopicNamed(String name, int partitions) {
        awaitDeletions();
        await(admin.createTopics(List.of(topic(name, partitions))).all());
        created.add(name);
        return new Topic(this, name, partitions);
    }

    /** Records of the distant past stay: the broker's clock has no part in a test. */
    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, partitions, (short) 1).configs(Map.of("retention.ms", "-1"));
    }

    /**
     * Deletes all topics that were created here, those once more that the broker has refused to
     * delete before.
     */
    void deleteTopics() {
        awaitDeletions();
        List.copyOf(created).forEach(this::delete);
        List<String> refusals = awaitDeletions();
        if (!refusals.isEmpty()) {
            throw new IllegalStateException(
                    "The broker keeps topics of the tests. Delete them there by hand:\n"
                            + String.join("\n", refusals));
        }
    }

    /** Begins to delete the topic; the next one is created when it is gone, or stays. */
    void delete(String topic) {
        deletions.add(new Deletion(topic, admin.deleteTopics(List.of(topic)).all()));
    }

    /**
     * Who waits here has no part in what the broker refuses: the topics are another story's.
     *
     * @return each topic that stays, and why
     */
    private List<String> awaitDeletions() {
        List<String> refusals = new ArrayList<>();
        for (Deletion next = deletions.poll(); next != null; next = deletions.poll()) {
            try {
                await(next.answer());
                created.remove(next.topic());
            } catch (Refusal e) {
                if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                    created.remove(next.topic());
                } else {
                    refusals.add(next.topic() + ": " + e.getCause().getMessage());
                }
            }
        }
        return refusals;
    }

    void send(String topic, Collection<TopicRecord> records, Instant timestamp) {
        records.forEach(r -> producer.send(record(topic, r, timestamp)));
        producer.flush();
    }

    private static ProducerRecord<String, String> record(
            String topic, TopicRecord r, Instant timestamp) {
        return new ProducerRecord<>(
                topic, r.partition(), timestamp.toEpochMilli(), r.key(), r.value());
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    Map<Integer, Long> endOffsets(String topic, int partitions, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions(topic, partitions).forEach(p -> latest.put(p, OffsetSpec.latest()));
        Map<Integer, Long> offsets = new HashMap<>();
        await(admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all())
                .forEach((p, end) -> offsets.put(p.partition(), end.offset()));
        return offsets;
    }

    void sendAborted(String topic, Collection<TopicRecord> records, Instant timestamp) {
        Map<String, Object> settings = new HashMap<>(producerSettings);
        settings.put("transactional.id", "aborting-" + UUID.randomUUID());
        try (KafkaProducer<String, String> aborting = producer(settings)) {
            aborting.initTransactions();
            aborting.beginTransaction();
            records.forEach(r -> aborting.send(record(topic, r, timestamp)));
            aborting.flush();
            aborting.abortTransaction();
        }
    }

    OpenTransactions openTransactions(String topic) {
        List<String> ids =
                await(admin.listTransactions().all()).stream()
                        .filter(listed -> listed.state() == TransactionState.ONGOING)
                        .map(TransactionListing::transactionalId)
                        .toList();
        return new OpenTransactions(
                await(admin.describeTransactions(ids).all()).values().stream()
                        .filter(
                                t ->
                                        t.topicPartitions().stream()
                                                .anyMatch(p -> p.topic().equals(topic)))
                        .map(t -> Duration.ofMillis(t.transactionTimeoutMs()))
                        .toList());
    }

    /** All records of the topic up to its present end, partition by partition. */
    List<TopicRecord> readUpToNow(String topic, int count, IsolationLevel isolation) {
        List<TopicPartition> partitions = partitions(topic, count);
        List<TopicRecord> records = new ArrayList<>();
        Map<String, Object> settings = new HashMap<>(consumerSettings);
        settings.put("isolation.level", isolation.toString());
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            // assign, not subscribe: joining a group costs more than half a second.
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + Broker.PATIENCE.toNanos();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "The broker did not hand out all records of %s within %s s."
                                    .formatted(topic, Broker.PATIENCE.toSeconds()));
                }
                consumer.poll(Duration.ofMillis(20))
                        .forEach(
                                r ->
                                        records.add(
                                                new TopicRecord(
                                                        r.partition(), r.key(), r.value())));
            }
        }
        return records;
    }

    /**
     * A producer's commit returns before the marker that makes its records visible is written. Once
     * the last stable offset is the high watermark, every marker is there.
     */
    void awaitTransactionsEnded(String topic, int partitions) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Broker.PATIENCE)
                .until(
                        () ->
                                endOffsets(topic, partitions, IsolationLevel.READ_COMMITTED)
                                        .equals(
                                                endOffsets(
                                                        topic,
                                                        partitions,
                                                        IsolationLevel.READ_UNCOMMITTED)));
    }

    private static List<TopicPartition> partitions(String topic, int count) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            partitions.add(new TopicPartition(topic, i));
        }
        return partitions;
    }

    static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(Broker.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new Refusal(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "The broker did not answer within %s s.".formatted(Broker.PATIENCE.toSeconds()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the broker.", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
    }
}
