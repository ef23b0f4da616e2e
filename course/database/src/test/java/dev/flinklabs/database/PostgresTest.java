package dev.flinklabs.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.testkit.process.JavaCommand;
import dev.flinklabs.testkit.process.JavaProcess;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class PostgresTest {

    private static final Pattern PID = Pattern.compile("PostgreSQL runs: (\\d+)");
    private static final List<Path> CLASSES =
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .toList();

    @Test
    void each_database_is_one_of_its_own() {
        try (Database one = Postgres.shared().createDatabase();
                Database other = Postgres.shared().createDatabase()) {
            one.execute("CREATE TABLE product (product_id TEXT PRIMARY KEY)");

            assertThatThrownBy(() -> other.execute("SELECT * FROM product"))
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessage(
                            """
                            PostgreSQL does not take this statement: SELECT * FROM product
                            It says: ERROR: relation "product" does not exist""");
        }
    }

    @Test
    void a_server_that_is_closed_leaves_no_process_and_no_data() throws IOException {
        long before = directories();
        Postgres postgres = Postgres.start(Map.of());
        long pid = postgres.process().orElseThrow().pid();

        postgres.close();
        // Once more, as when a JVM ends that has replaced it.
        postgres.close();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(directories()).isEqualTo(before);
    }

    @Test
    void a_server_that_has_died_is_replaced_when_it_is_asked_for() {
        Postgres dead = Postgres.shared();
        ProcessHandle process = dead.process().orElseThrow();
        process.destroyForcibly();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());

        try (Database database = Postgres.shared().createDatabase()) {
            database.execute("CREATE TABLE product (product_id TEXT PRIMARY KEY)");
        }
        assertThat(Postgres.shared()).isNotSameAs(dead);
    }

    @Test
    void a_server_that_refuses_to_start_is_told_by_its_own_line() {
        assertThatThrownBy(() -> Postgres.start(Map.of("wal_level", "sideways")))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessage(
                        """
                        PostgreSQL does not start on this machine.
                        It says: FATAL:  invalid value for parameter "wal_level": "sideways"
                        Put right what that line names, then check again.""")
                .cause()
                .hasMessageContaining("pg_ctl: could not start server");
    }

    @Test
    void a_server_ends_with_a_jvm_that_is_killed(@TempDir Path directory) throws IOException {
        try (JavaProcess program =
                new JavaCommand(
                                "a program with a database",
                                PostgresProgram.class.getName(),
                                CLASSES)
                        .start(directory)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> program.log().find(PID).isPresent());
            long pid = Long.parseLong(program.log().find(PID).orElseThrow().group(1));
            assertThat(ProcessHandle.of(pid)).isPresent();

            program.kill();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> ProcessHandle.of(pid).isEmpty());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(
                            () ->
                                    Files.list(directory.resolve("tmp"))
                                            .noneMatch(PostgresTest::isServers));
        }
    }

    private static boolean isServers(Path file) {
        return file.getFileName().toString().startsWith("postgres-");
    }

    private static long directories() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(PostgresTest::isServers).count();
        }
    }
}
