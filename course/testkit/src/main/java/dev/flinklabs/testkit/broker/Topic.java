package dev.flinklabs.testkit.broker;

import org.apache.kafka.common.IsolationLevel;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** A topic that belongs to one test. */
public final class Topic {

    private final KafkaClients clients;
    private final String name;
    private final int partitions;

    Topic(KafkaClients clients, String name, int partitions) {
        this.clients = clients;
        this.name = name;
        this.partitions = partitions;
    }

    /** The name that clients use. */
    public String name() {
        return name;
    }

    public int partitions() {
        return partitions;
    }

    /**
     * Writes the records in this order, each to its own partition and with the beginning of 1970 as
     * its Kafka timestamp; they are in the log when this returns.
     */
    public void send(Collection<TopicRecord> records) {
        send(records, Instant.EPOCH);
    }

    /**
     * As {@link #send(Collection)}.
     *
     * @param timestamp their Kafka timestamp, cut to whole milliseconds
     */
    public void send(Collection<TopicRecord> records, Instant timestamp) {
        clients.send(name, records, timestamp);
    }

    /**
     * What a reader with {@code read_committed} sees up to the present end, partition by partition.
     */
    public List<TopicRecord> read() {
        clients.awaitTransactionsEnded(name, partitions);
        return readCommitted();
    }

    /**
     * What a reader with {@code read_committed} sees now: nothing that comes after the first record
     * of a transaction that is still open.
     */
    public List<TopicRecord> readCommitted() {
        return clients.readUpToNow(name, partitions, IsolationLevel.READ_COMMITTED);
    }

    /**
     * What a reader with {@code read_uncommitted} sees: the records of open and aborted
     * transactions too.
     */
    public List<TopicRecord> readUncommitted() {
        return clients.readUpToNow(name, partitions, IsolationLevel.READ_UNCOMMITTED);
    }

    /**
     * How many records were written to it, those of open and aborted transactions and their markers
     * included.
     */
    public long length() {
        return clients
                .endOffsets(name, partitions, IsolationLevel.READ_UNCOMMITTED)
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** As {@link #length()}, up to the first record of a transaction that is still open. */
    public long committedLength() {
        return clients.endOffsets(name, partitions, IsolationLevel.READ_COMMITTED).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The transactions that are open on this topic now. */
    public OpenTransactions openTransactions() {
        return clients.openTransactions(name);
    }

    /**
     * Writes the records as {@link #send(Collection, Instant)} does, in a transaction that is then
     * aborted.
     */
    public void sendAborted(Collection<TopicRecord> records, Instant timestamp) {
        clients.sendAborted(name, records, timestamp);
    }

    /**
     * Begins to delete the topic. Once another one is created through the same broker, this one is
     * gone, unless the broker refuses.
     */
    public void delete() {
        clients.delete(name);
    }
}
