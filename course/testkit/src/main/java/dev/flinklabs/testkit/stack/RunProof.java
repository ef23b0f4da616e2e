package dev.flinklabs.testkit.stack;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.flinklabs.testkit.story.LabRun;

import org.apache.flink.table.client.cli.TerminalUtils;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.DynamicTest;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Starts labs as {@code ./lab run} does, and looks whether anything comes out. */
public final class RunProof {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double RATE = 200;
    private static final int LAST_LINES = 20;

    private final LabRun run;
    private final RecordLine line;
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private volatile boolean cameOut;

    private RunProof(LabRun run) {
        this.run = run;
        this.line = new RecordLine(run.topics().keySet(), run.feed().topics(), false);
    }

    /**
     * A test for each lab that has a story with a broker.
     *
     * @param besides a class of the phase's tests
     */
    public static Stream<DynamicTest> ofPhase(Class<?> besides) {
        return LabRuns.in(testClasses(besides)).entrySet().stream()
                .map(lab -> dynamicTest("lab " + lab.getKey(), () -> only(lab).prove()));
    }

    private static RunProof only(Map.Entry<String, List<LabRun>> lab) {
        if (lab.getValue().size() != 1) {
            throw new AssertionError(
                    "Lab %s has %s stories that say what ./lab run feeds them; expected one. A story says it by fed(…)."
                            .formatted(lab.getKey(), lab.getValue().size()));
        }
        return new RunProof(lab.getValue().get(0));
    }

    private void prove() throws Exception {
        PrintStream before = System.out;
        System.setOut(LineStream.to(this::isPrinted));
        try (Stack stack = Stack.start(run, "0")) {
            if (run.code() instanceof LabRun.Main main) {
                new ProgramTalk(run, main, stack, RATE, line).at(new Watcher());
            } else {
                prove((LabRun.Script) run.code(), stack);
            }
        } finally {
            System.setOut(before);
        }
        if (!cameOut) {
            throw new AssertionError(
                    "Lab %s ran on what its story feeds it, and nothing came out. The last lines:\n%s"
                            .formatted(
                                    run.lab(),
                                    String.join(
                                            "\n",
                                            shown.subList(
                                                    Math.max(0, shown.size() - LAST_LINES),
                                                    shown.size()))));
        }
    }

    private void prove(LabRun.Script script, Stack stack) throws Exception {
        SqlTalk talk = new SqlTalk(run, script, stack);
        talk.start(RATE, shown::add)
                .ifPresent(
                        trouble -> {
                            throw trouble;
                        });
        Path history = Files.createTempFile("history-", "");
        try (PipedOutputStream typed = new PipedOutputStream();
                Terminal terminal =
                        TerminalUtils.createDumbTerminal(
                                new PipedInputStream(typed), LineStream.to(this::isShown))) {
            Thread person = new Thread(() -> query(script, typed, terminal), "person");
            person.start();
            talk.talk(line, this::comesOut, "", terminal, history);
            person.join();
        } finally {
            Files.delete(history);
        }
    }

    /** Sits at the terminal until something has come out, or patience has. */
    private void query(LabRun.Script script, OutputStream typed, Terminal terminal) {
        try (typed) {
            if (script.written().isEmpty()) {
                String query = "SELECT * FROM `%s`;\n".formatted(script.declared().get(0));
                typed.write(query.getBytes(StandardCharsets.UTF_8));
                typed.flush();
            }
            await();
            terminal.raise(Terminal.Signal.INT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What jobs print counts where there is no other place in which they show something. */
    private void isPrinted(String text) {
        shown.add(text);
        cameOut |=
                run.code() instanceof LabRun.Script script
                        ? !script.written().isEmpty()
                        : run.feed().topics().containsAll(run.topics().keySet());
    }

    private void isShown(String text) {
        shown.add(text);
        cameOut |= text.startsWith("| +I");
    }

    private void comesOut(String text) {
        shown.add(text);
        cameOut = true;
    }

    private void await() {
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> cameOut);
        } catch (ConditionTimeoutException e) {
            // Told at the end, with what was shown.
        }
    }

    /** A console at which nothing is typed. */
    private final class Watcher implements Console {

        @Override
        public void show(String text) {
            shown.add(text);
            cameOut |=
                    run.topics().keySet().stream()
                            .filter(topic -> !run.feed().topics().contains(topic))
                            .anyMatch(topic -> text.startsWith(topic + " "));
        }

        @Override
        public void lines(Consumer<String> typed) {
            await();
        }

        @Override
        public void close() {}
    }

    /** The classes in packages of labs, beside this one. */
    private static List<Class<?>> testClasses(Class<?> besides) {
        try {
            Path root =
                    Path.of(besides.getProtectionDomain().getCodeSource().getLocation().toURI());
            List<Class<?>> classes = new ArrayList<>();
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted().toList()) {
                    String name = root.relativize(file).toString().replaceAll("[/\\\\]", ".");
                    if (name.matches(".*\\.lab\\d+\\.[^$]*\\.class")) {
                        classes.add(
                                Class.forName(
                                        name.substring(0, name.length() - ".class".length()),
                                        true,
                                        besides.getClassLoader()));
                    }
                }
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
