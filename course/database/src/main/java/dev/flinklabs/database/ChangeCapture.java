package dev.flinklabs.database;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Properties;

/**
 * Debezium in this JVM, which reads the log of a PostgreSQL and gives the changes of one table as
 * JSON: an envelope without its schema, times in epoch milliseconds; after a delete, a tombstone.
 */
public final class ChangeCapture implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Where the events go. */
    @FunctionalInterface
    public interface Events {

        /**
         * @param key the row's primary key, a JSON object
         * @param value the envelope; null for a tombstone
         */
        void accept(String key, String value);
    }

    private final Events events;
    private final DebeziumEngine<ChangeEvent<String, String>> engine;
    private final Thread thread;
    private int captured;
    private boolean ended;
    private Throwable failure;

    ChangeCapture(Postgres postgres, String database, String table, Events events) {
        this.events = events;
        String name = "capture_%s_%s".formatted(database, table);
        engine =
                DebeziumEngine.create(Json.class)
                        .using(settings(postgres, database, table, name))
                        .using((success, message, error) -> end(error))
                        .notifying(this::take)
                        .build();
        thread = new Thread(engine, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static Properties settings(
            Postgres postgres, String database, String table, String name) {
        Properties settings = new Properties();
        settings.put("name", name);
        settings.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.put("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        // Asked for, and never used: where the events go, this JVM decides.
        settings.put("bootstrap.servers", "localhost:0");
        settings.put("database.hostname", "localhost");
        settings.put("database.port", String.valueOf(postgres.port()));
        settings.put("database.user", postgres.user());
        settings.put("database.password", "");
        settings.put("database.dbname", database);
        settings.put("topic.prefix", "shop");
        settings.put("table.include.list", "public." + table);
        settings.put("plugin.name", "pgoutput");
        settings.put("slot.name", name);
        settings.put("slot.drop.on.stop", "true");
        settings.put("publication.name", name);
        settings.put("publication.autocreate.mode", "filtered");
        settings.put("snapshot.mode", "initial");
        settings.put("decimal.handling.mode", "string");
        settings.put("time.precision.mode", "connect");
        settings.put("poll.interval.ms", "20");
        settings.put("key.converter.schemas.enable", "false");
        settings.put("value.converter.schemas.enable", "false");
        return settings;
    }

    private synchronized void take(ChangeEvent<String, String> event) {
        events.accept(event.key(), event.value());
        captured++;
        notifyAll();
    }

    private synchronized void end(Throwable error) {
        ended = true;
        failure = error;
        notifyAll();
    }

    /**
     * Waits until so many events have been handed over since the beginning, tombstones and the rows
     * of the snapshot included.
     *
     * @throws DatabaseFailure when Debezium ends before, or they do not come
     */
    public synchronized void await(int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (captured < count && !ended && System.nanoTime() < deadline) {
            try {
                wait(PATIENCE.toMillis() / 10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for Debezium.", e);
            }
        }
        if (captured < count) {
            throw DatabaseFailure.ofCapture(
                    "Debezium has captured %s changes; %s were to come.".formatted(captured, count),
                    failure);
        }
    }

    /** Ends it, and waits until it has let the database go. */
    @Override
    public void close() {
        try {
            engine.close();
            thread.join(PATIENCE.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
