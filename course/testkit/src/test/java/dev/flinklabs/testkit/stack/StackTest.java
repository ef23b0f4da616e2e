package dev.flinklabs.testkit.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.testkit.story.LabRun;

import org.apache.flink.table.client.cli.TerminalUtils;
import org.awaitility.Awaitility;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

class StackTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path temporary;

    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final List<String> printed = new CopyOnWriteArrayList<>();
    private final PrintStream before = System.out;
    private Stack stack;

    @BeforeEach
    void listen() {
        System.setOut(LineStream.to(printed::add));
    }

    @AfterEach
    void stop() {
        stack.close();
        System.setOut(before);
    }

    @Test
    void a_program_is_fed_and_what_goes_in_and_comes_out_is_shown() {
        assertThat(program("9.1", 100, until(line -> line.startsWith("receipts   0  no key: {"))))
                .isTrue();

        assertThat(shown)
                .anyMatch(line -> line.startsWith("shop.order 0  o-"))
                .anyMatch(line -> line.startsWith("shop.order 1  o-"));
    }

    @Test
    void a_line_that_is_typed_is_a_record() {
        Person typist = new Person("o-mine:paid", until(line -> line.contains("no key: paid")));

        assertThat(program("9.1", 0, typist)).isTrue();

        assertThat(shown)
                .filteredOn(line -> line.matches("(shop.order|receipts) .*"))
                .satisfiesExactly(
                        in -> assertThat(in).matches("shop.order [01]  o-mine: paid"),
                        out -> assertThat(out).isEqualTo("receipts   0  no key: paid"));
    }

    @Test
    void a_job_that_fails_is_told_with_its_page_in_the_web_ui() {
        Person typist = new Person("poison", until(line -> line.contains("A job failed.")));

        assertThat(program("9.1", 0, typist)).isFalse();

        assertThat(String.join("\n", shown))
                .contains("IllegalStateException: poison is no order")
                .containsPattern(
                        "More in the web UI: http://localhost:\\d+/#/job/completed/[0-9a-f]{32}/exceptions");
    }

    @Test
    void a_program_that_is_not_done_is_told_at_once() {
        assertThatThrownBy(() -> program("9.2", 0, until(line -> false)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Lab 9.2 is not done yet");
    }

    @Test
    void the_signpost_names_addresses_topics_and_how_to_read_them() throws Exception {
        program("9.1", 0, until(line -> true));

        String bootstrap = stack.bootstrapServers();
        assertThat(shown.get(0))
                .isEqualTo(
                        """

                          web UI    %s
                          broker    %s
                          topics    shop.order  2 partitions, fed
                                    receipts    1 partition
                          read      kcat -b %s -t shop.order
                                    kafka-console-consumer.sh --bootstrap-server %s --topic shop.order --from-beginning
                          produce   type key:value to write a record to shop.order
                                    type topic key:value to write it to another one
                          end       Ctrl-C
                        """
                                .formatted(stack.webUi(), bootstrap, bootstrap, bootstrap));
        assertThat(get(stack.webUi())).contains("<title>Apache Flink Web Dashboard</title>");
    }

    @Test
    void a_session_has_what_the_script_declared_and_its_jobs_run_beside() throws Exception {
        Optional<AssertionError> trouble =
                script("9.3", "SET;", "SHOW VIEWS;", "SHOW TABLES;", "SHOW JOBS;");

        assertThat(trouble).isEmpty();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> printed.stream().anyMatch(line -> line.startsWith("+I[o-")));
        assertThat(String.join("\n", shown))
                .contains("tables    large_orders, orders, printed\n")
                .contains("SELECT * FROM large_orders;   shows rows")
                .containsPattern("pipeline.name \\| +large orders ")
                .containsPattern("\\| large_orders \\|\n\\+-+\\+\n1 row in set")
                .containsPattern("\\| large_orders \\|\n\\| +orders \\|\n\\| +printed \\|")
                .containsPattern("\\| +large orders \\| +RUNNING \\|");
    }

    @Test
    void a_script_that_flink_does_not_take_is_told_and_leaves_the_tables_before_it()
            throws Exception {
        Optional<AssertionError> trouble = script("9.4", "SHOW TABLES;");

        assertThat(trouble.orElseThrow().getMessage())
                .startsWith("Flink does not take half-written.sql:5.")
                .contains("Column 'nothing' not found in any table");
        assertThat(String.join("\n", shown))
                .contains("\nFlink does not take half-written.sql:5.")
                .containsPattern("\\| +orders \\|\n\\| +receipts \\|");
    }

    @Test
    void the_error_of_a_statement_is_shown_and_the_session_goes_on() throws Exception {
        script("9.3", "SELEC 1;", "SHOW VIEWS;");

        assertThat(String.join("\n", shown))
                .containsSubsequence(
                        "Non-query expression encountered in illegal context", "1 row in set");
    }

    @Test
    void ctrl_c_ends_a_query_and_quit_the_session() throws Exception {
        LabRun run = SampleRuns.lab("9.3");
        stack = Stack.start(run, "0");
        SqlTalk talk = new SqlTalk(run, (LabRun.Script) run.code(), stack);
        talk.start(100, shown::add);
        Keyboard keyboard = new Keyboard();
        CompletableFuture<Void> session =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                talk.talk(
                                        line(run),
                                        shown::add,
                                        "",
                                        keyboard.terminal(),
                                        temporary.resolve("history"));
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });

        keyboard.awaitPrompt("Flink SQL", 1);
        keyboard.press("SELECT order_id FROM orders;" + Keyboard.ENTER);
        keyboard.await("| +I |");
        keyboard.press(Keyboard.CTRL_C);
        keyboard.await("Query terminated, received a total of ");
        keyboard.awaitPrompt("Flink SQL", 2);
        keyboard.press("QUIT;" + Keyboard.ENTER);

        assertThat(session).succeedsWithin(PATIENCE);
        assertThat(keyboard.screen()).contains("Exiting Flink SQL CLI Client");
    }

    private boolean program(String lab, double rate, Console console) {
        LabRun run = SampleRuns.lab(lab);
        stack = Stack.start(run, "0");
        return new ProgramTalk(run, (LabRun.Main) run.code(), stack, rate, line(run)).at(console);
    }

    private Optional<AssertionError> script(String lab, String... statements) throws Exception {
        LabRun run = SampleRuns.lab(lab);
        stack = Stack.start(run, "0");
        SqlTalk talk = new SqlTalk(run, (LabRun.Script) run.code(), stack);
        Optional<AssertionError> trouble = talk.start(100, shown::add);
        byte[] typed = String.join("\n", statements).concat("\n").getBytes(StandardCharsets.UTF_8);
        try (Terminal terminal =
                TerminalUtils.createDumbTerminal(
                        new ByteArrayInputStream(typed), LineStream.to(shown::add))) {
            talk.talk(line(run), shown::add, "", terminal, temporary.resolve("history"));
        }
        return trouble;
    }

    private static RecordLine line(LabRun run) {
        return new RecordLine(run.topics().keySet(), run.feed().topics(), false);
    }

    private static String get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Watches until a line is shown, and types nothing. */
    private Person until(Predicate<String> line) {
        return new Person(line);
    }

    /** Sits at a console. */
    private final class Person implements Console {

        private final List<String> types;
        private final Predicate<String> awaited;

        Person(Predicate<String> awaited) {
            this.types = List.of();
            this.awaited = awaited;
        }

        Person(String types, Person then) {
            this.types = List.of(types);
            this.awaited = then.awaited;
        }

        @Override
        public void show(String lines) {
            shown.add(lines);
        }

        @Override
        public void lines(Consumer<String> typed) {
            types.forEach(typed);
            Awaitility.await().atMost(PATIENCE).until(() -> shown.stream().anyMatch(awaited));
        }

        @Override
        public void close() {}
    }
}
