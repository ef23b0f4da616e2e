package dev.flinklabs.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

class EmbeddedBrokerTest {

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void records_are_read_as_they_were_sent() {
        Topic topic = broker.createTopic("shop.order", 2);

        topic.send(
                List.of(
                        new TopicRecord(1, "o-1", "created"),
                        new TopicRecord(0, null, "no key"),
                        new TopicRecord(1, "o-1", null)));

        assertThat(topic.read())
                .containsExactlyInAnyOrder(
                        new TopicRecord(1, "o-1", "created"),
                        new TopicRecord(0, null, "no key"),
                        new TopicRecord(1, "o-1", null));
        assertThat(topic.length()).isEqualTo(3);
    }

    @Test
    void a_deleted_topic_is_gone_once_another_one_is_created() throws Exception {
        Topic deleted = broker.createTopic("shop.order", 1);
        deleted.delete();
        Topic next = broker.createTopic("shop.order", 1);

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get())
                    .contains(next.name())
                    .doesNotContain(deleted.name());
        }
    }

    @Test
    void a_topic_that_somebody_else_has_deleted_is_in_nobodys_way() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                KafkaClients clients = new KafkaClients(broker.bootstrapServers())) {
            Topic gone = clients.createTopic("shop.order", 1);
            Topic other = clients.createTopic("shop.order", 1);
            admin.deleteTopics(List.of(gone.name())).all().get();
            gone.delete();
            Topic next = clients.createTopic("shop.order", 1);
            next.delete();

            clients.deleteTopics();

            assertThat(admin.listTopics().names().get())
                    .doesNotContain(gone.name(), other.name(), next.name());
        }
    }

    @Test
    void two_topics_of_one_name_are_two_topics() {
        Topic first = broker.createTopic("shop.order", 1);
        Topic second = broker.createTopic("shop.order", 1);

        first.send(List.of(new TopicRecord(0, "o-1", "created")));

        assertThat(second.read()).isEmpty();
    }

    @Test
    void a_committed_reader_sees_no_aborted_transaction() {
        Topic topic = broker.createTopic("shop.order", 1);

        topic.sendAborted(List.of(new TopicRecord(0, "o-1", "aborted")), Instant.EPOCH);
        try (KafkaProducer<String, String> producer = transactional("committing")) {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic.name(), "o-2", "committed"));
            producer.commitTransaction();
        }

        assertThat(topic.read()).containsExactly(new TopicRecord(0, "o-2", "committed"));
        assertThat(topic.readUncommitted())
                .containsExactly(
                        new TopicRecord(0, "o-1", "aborted"),
                        new TopicRecord(0, "o-2", "committed"));
    }

    @Test
    void a_committed_reader_does_not_get_past_an_open_transaction() {
        Topic topic = broker.createTopic("shop.order", 1);
        topic.send(List.of(new TopicRecord(0, "o-1", "before")));

        try (KafkaProducer<String, String> producer = transactional("open")) {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic.name(), "o-2", "open"));
            producer.flush();
            topic.send(List.of(new TopicRecord(0, "o-3", "behind")));

            assertThat(topic.readCommitted()).containsExactly(new TopicRecord(0, "o-1", "before"));
            assertThat(topic.committedLength()).isEqualTo(1);
            assertThat(topic.length()).isEqualTo(3);
            assertThat(topic.openTransactions().timeouts()).containsExactly(Duration.ofMinutes(1));
            producer.abortTransaction();
        }

        assertThat(topic.read()).hasSize(2);
        assertThat(topic.openTransactions().timeouts()).isEmpty();
    }

    @Test
    void a_restarted_broker_has_its_address_and_its_log() {
        try (EmbeddedBroker other = EmbeddedBroker.start()) {
            String address = other.bootstrapServers();
            Topic topic = other.createTopic("shop.order", 1);
            topic.send(List.of(new TopicRecord(0, "o-1", "created")));

            other.stop();
            other.restart();

            assertThat(other.bootstrapServers()).isEqualTo(address);
            topic.send(List.of(new TopicRecord(0, "o-2", "created")));
            assertThat(topic.read())
                    .containsExactly(
                            new TopicRecord(0, "o-1", "created"),
                            new TopicRecord(0, "o-2", "created"));
        }
    }

    @Test
    void a_broker_starts_where_the_language_is_turkish() {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try (EmbeddedBroker other = EmbeddedBroker.start()) {
            assertThat(other.createTopic("shop.order", 1).read()).isEmpty();
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void a_closed_broker_leaves_no_file() throws IOException {
        long before = directories();

        EmbeddedBroker.start().close();

        assertThat(directories()).isEqualTo(before);
    }

    private static long directories() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().startsWith("broker-")).count();
        }
    }

    private static KafkaProducer<String, String> transactional(String id) {
        KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "transactional.id",
                                id),
                        new StringSerializer(),
                        new StringSerializer());
        producer.initTransactions();
        return producer;
    }
}
