package dev.flinklabs.testkit.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The JVM as the coach starts it, with nobody at a terminal. */
class MainTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path root;

    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void a_program_runs_until_its_input_ends() throws Exception {
        start("9.1", "--rate", "50");
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.lines().anyMatch(line -> line.startsWith("receipts   0  no key: {")))
                    .isTrue();
            type("");
            assertThat(exitCode()).isZero();
        }
    }

    @Test
    void who_asks_for_more_slots_than_there_are_reads_so_and_may_go_on() throws Exception {
        start("9.3", "--rate", "50");
        type("SET 'parallelism.default' = '8';\nSELECT * FROM orders;\nSHOW VIEWS;\n");
        assertThat(printed())
                .containsSubsequence(
                        "Could not acquire the minimum required resources.", "1 row in set");
        assertThat(exitCode()).isZero();
    }

    @Test
    void a_signal_ends_it_in_the_middle() throws Exception {
        start("9.1", "--rate", "50");
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.lines().anyMatch(line -> line.startsWith("receipts   0"))).isTrue();
            process.toHandle().destroy();
            assertThat(exitCode()).isEqualTo(143);
        }
    }

    @Test
    void a_program_that_is_not_done_is_told_and_is_red() throws Exception {
        start("9.2");

        assertThat(printed())
                .endsWith(
                        "\nLab 9.2 is not done yet, so there is nothing to run."
                                + " ./lab says what to read and what to edit.\n");
        assertThat(exitCode()).isEqualTo(1);
    }

    @Test
    void a_script_is_printed_with_its_variables_filled_in() throws Exception {
        start("9.3", "--print");

        assertThat(printed())
                .startsWith(
                        "-- large-orders.sql of lab 9.3, for the broker at localhost:9092. For another one:")
                .contains("SET 'pipeline.name' = 'large orders';\n\nCREATE TABLE orders (")
                .contains("'topic' = 'shop.order'")
                .contains("'properties.bootstrap.servers' = 'localhost:9092'")
                .endsWith("AS SELECT order_id FROM large_orders;\n");
        assertThat(exitCode()).isZero();
    }

    @Test
    void a_program_has_no_script_to_print() throws Exception {
        start("9.1", "--print");

        assertThat(printed()).isEqualTo("Lab 9.1 has no SQL script, and --print prints one.\n");
        assertThat(exitCode()).isEqualTo(2);
    }

    @Test
    void a_lab_whose_stories_are_not_fed_has_nothing_to_run() throws Exception {
        start("9.5");

        assertThat(printed()).startsWith("Lab 9.5 has nothing to run: ");
        assertThat(exitCode()).isEqualTo(2);
    }

    private void start(String lab, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.io.tmpdir=" + root,
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                Main.class.getName(),
                                "--lab",
                                lab,
                                "--root",
                                root.toString(),
                                "--output",
                                root.resolve("out.txt").toString(),
                                "--history",
                                root.resolve("history").toString()));
        command.addAll(List.of(more));
        command.addAll(List.of("--tests", SampleRuns.class.getName()));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private void type(String text) throws IOException {
        try (Writer typed = process.outputWriter(StandardCharsets.UTF_8)) {
            typed.write(text);
        }
    }

    private String printed() throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
