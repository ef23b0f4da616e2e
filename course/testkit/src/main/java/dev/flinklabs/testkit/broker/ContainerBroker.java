package dev.flinklabs.testkit.broker;

import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A broker in Docker, started by Testcontainers from the official image of the same version as the
 * clients.
 */
final class ContainerBroker implements Broker {

    private static final String IMAGE = "apache/kafka:" + AppInfoParser.getVersion();

    private final KafkaContainer container;
    private final KafkaClients clients;

    private ContainerBroker(KafkaContainer container) {
        this.container = container;
        this.clients = new KafkaClients(container.getBootstrapServers());
    }

    static ContainerBroker start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "-Dlab.kafka=testcontainers needs a Docker daemon, and none answers."
                            + " Start Docker, or leave the setting away: the broker then runs in this JVM.");
        }
        KafkaContainer container =
                new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.start();
        return new ContainerBroker(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public Topic createTopic(String name, int partitions) {
        return clients.createTopic(name, partitions);
    }

    @Override
    public void close() {
        clients.close();
        container.stop();
    }
}
