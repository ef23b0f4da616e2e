package dev.flinklabs.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class SharedBrokerTest {

    @Test
    void a_setting_that_names_no_broker_is_refused_with_what_one_can_say() {
        assertThatThrownBy(() -> SharedBroker.start("docker"))
                .hasMessage(
                        "-Dlab.kafka=docker is no broker. Say embedded, testcontainers,"
                                + " or an address such as localhost:9092.");
    }

    @Test
    void on_a_foreign_cluster_only_the_tests_own_topics_are_deleted() throws Exception {
        try (EmbeddedBroker cluster = EmbeddedBroker.start();
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("payroll", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);

            Broker external = SharedBroker.start(cluster.bootstrapServers());
            Topic topic = external.createTopic("shop.order", 1);
            topic.send(List.of(new TopicRecord(0, "o-1", "created")));

            assertThat(topic.name()).startsWith("flink-labs.shop.order-");
            assertThat(topic.read()).hasSize(1);
            external.close();
            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS))
                    .containsExactly("payroll");
        }
    }
}
