package dev.flinklabs.testkit.broker;

/**
 * A cluster that was there before: the compose stack's, a company's. Topics that tests create in it
 * have the prefix {@code flink-labs.}; they are deleted at the end, unless this JVM is killed or
 * the broker refuses, and nothing else is touched.
 */
final class ExternalBroker implements Broker {

    private static final String PREFIX = "flink-labs.";

    private final String bootstrapServers;
    private final KafkaClients clients;

    private ExternalBroker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.clients = new KafkaClients(bootstrapServers);
    }

    static ExternalBroker at(String bootstrapServers) {
        return new ExternalBroker(bootstrapServers);
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public Topic createTopic(String name, int partitions) {
        return clients.createTopic(PREFIX + name, partitions);
    }

    @Override
    public void close() {
        try {
            clients.deleteTopics();
        } finally {
            clients.close();
        }
    }
}
