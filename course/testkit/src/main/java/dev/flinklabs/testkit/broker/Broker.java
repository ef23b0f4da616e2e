package dev.flinklabs.testkit.broker;

import java.time.Duration;

/**
 * A Kafka broker that tests read and write, wherever it runs. Tests cannot tell which one they
 * have.
 *
 * <p>The system property {@code lab.kafka} chooses: {@code embedded} (default), in this JVM; {@code
 * testcontainers}, in Docker; {@code host:port}, a cluster that is already there.
 */
public interface Broker extends AutoCloseable {

    /** How long an answer of the broker may take before the test fails. */
    Duration PATIENCE = Duration.ofSeconds(30);

    /** The addresses that a client's {@code bootstrap.servers} takes. */
    String bootstrapServers();

    /**
     * Creates a topic that no other test has: its name begins with {@code name} and goes on with
     * what makes it unique.
     *
     * @param partitions how many, at least one
     */
    Topic createTopic(String name, int partitions);

    /** Deletes the topics that were created here, and stops the broker if it was started here. */
    @Override
    void close();

    /** The broker of this JVM, started when it is first asked for and stopped when the JVM ends. */
    static Broker shared() {
        return SharedBroker.get();
    }
}
