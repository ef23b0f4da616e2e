package dev.flinklabs.database;

import dev.flinklabs.testkit.needs.Needs;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL that runs beside this JVM, without Docker, from binaries that are on the class
 * path. It listens on this machine alone, its data lie under {@code java.io.tmpdir}, and it ends
 * with this JVM at the latest, also when this JVM is killed.
 */
public final class Postgres implements AutoCloseable {

    private static final String USER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final long LOOK_MILLIS = 50;
    private static final long LAST_STEPS_SECONDS = 5;

    /** Small and quick: what is lost when the machine goes down is of no interest. */
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "wal_level", "logical",
                    "max_connections", "40",
                    "shared_buffers", "16MB",
                    "full_page_writes", "off",
                    // Its file in /tmp would outlive a server that is killed.
                    "unix_socket_directories", "");

    private static Postgres shared;
    private static DatabaseFailure refusal;

    private final EmbeddedPostgres server;
    private final Process watchdog;
    private final Path directory;
    private final AtomicInteger databases = new AtomicInteger();

    private Postgres(EmbeddedPostgres server, Process watchdog, Path directory) {
        this.server = server;
        this.watchdog = watchdog;
        this.directory = directory;
    }

    /**
     * The one of this JVM, started when it is first asked for, and again when it has died.
     *
     * @throws AssertionError when there is none for this machine
     * @throws DatabaseFailure when it does not start; the same one each time
     */
    public static synchronized Postgres shared() {
        if (refusal != null) {
            throw refusal;
        }
        if (shared != null && !shared.answers()) {
            closeDead(shared);
            shared = null;
        }
        if (shared == null) {
            Needs.ofTheCourse().demand("database");
            try {
                shared = start(Map.of());
                Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "postgres-stop"));
            } catch (DatabaseFailure e) {
                refusal = e;
                throw e;
            }
        }
        return shared;
    }

    private boolean answers() {
        try (Connection connection = connect(USER)) {
            return connection.isValid((int) PATIENCE.toSeconds());
        } catch (SQLException e) {
            return false;
        }
    }

    private static void closeDead(Postgres dead) {
        try {
            dead.close();
        } catch (UncheckedIOException e) {
            // Its last processes still write there; nobody looks at what is left.
        }
    }

    /**
     * @param besides settings of the server, beside those that each one here has
     */
    static Postgres start(Map<String, String> besides) {
        Path directory = directory();
        Path log = directory.resolve("log");
        Process watchdog = Watchdog.over(directory);
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.putAll(besides);
        return new Postgres(server(settings, directory, log), watchdog, directory);
    }

    private static EmbeddedPostgres server(Map<String, String> settings, Path directory, Path log) {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder()
                        .setDataDirectory(directory.resolve("data"))
                        // The neutral language of a C locale is also the one of its messages.
                        .setLocaleConfig("locale", "C")
                        .setPGStartupWait(PATIENCE)
                        .setRegisterShutdownHook(false)
                        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
        settings.forEach(builder::setServerConfig);
        FutureTask<EmbeddedPostgres> start = new FutureTask<>(builder::start);
        Thread thread = new Thread(start, "postgres-start");
        thread.setDaemon(true);
        thread.start();
        EmbeddedPostgres server = await(start, thread, log);
        if (DatabaseFailure.refused(log)) {
            close(server);
            throw DatabaseFailure.ofStart(log, null);
        }
        return server;
    }

    /** Starting goes on waiting for a server that has refused: an interrupt ends that, quietly. */
    private static EmbeddedPostgres await(
            FutureTask<EmbeddedPostgres> start, Thread thread, Path log) {
        while (true) {
            try {
                return start.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (DatabaseFailure.refused(log)) {
                    thread.interrupt();
                }
            } catch (ExecutionException e) {
                throw DatabaseFailure.ofStart(log, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while PostgreSQL started.", e);
            }
        }
    }

    /** Makes a database that nobody else has. */
    public Database createDatabase() {
        String name = "shop_" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return new Database(this, name);
    }

    void drop(String database) {
        execute("DROP DATABASE %s WITH (FORCE)".formatted(database));
    }

    private void execute(String statement) {
        try (Connection connection = connect(USER);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw DatabaseFailure.ofStatement(statement, e);
        }
    }

    Connection connect(String database) throws SQLException {
        return server.getDatabase(USER, database).getConnection();
    }

    int port() {
        return server.getPort();
    }

    String user() {
        return USER;
    }

    /** As the file says that PostgreSQL keeps for as long as it runs; empty where it has ended. */
    Optional<ProcessHandle> process() {
        Path file = directory.resolve("data").resolve("postmaster.pid");
        try {
            return Files.exists(file)
                    ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the server, and takes its data away. */
    @Override
    public void close() {
        Optional<ProcessHandle> process = process();
        close(server);
        // Told to have stopped once its file is gone, it is still on its last steps. In a container
        // where process 1 waits for nobody, what is dead is never gone.
        process.ifPresent(
                it ->
                        it.onExit()
                                .completeOnTimeout(it, LAST_STEPS_SECONDS, TimeUnit.SECONDS)
                                .join());
        watchdog.destroy();
        try {
            Files.deleteIfExists(directory.resolve("log"));
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("postgres-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
