package dev.flinklabs.testkit.stack;

import dev.flinklabs.testkit.story.LabRun;

import org.apache.flink.table.client.cli.TerminalUtils;
import org.jline.terminal.Terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;

/**
 * The JVM of {@code ./lab run}. The coach starts it with a phase's class path, makes the lab's
 * classes those of the context class loader, and gives what {@link Options} reads; it knows no more
 * of streams than that. The exit codes are those of {@code ./lab}.
 */
public final class Main {

    private static final int GREEN = 0;
    private static final int RED = 1;
    private static final int USAGE = 2;

    /** Where people look for Flink's web UI; any other port where that one is taken. */
    private static final String WEB_UI = "8081,0";

    private static final int FAREWELL_MILLIS = 4_000;

    private static final PrintStream OUT = System.out;

    private final Options options;

    private Main(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(Main::limitFarewell, "limit-farewell"));
        int code;
        try {
            code = new Main(Options.of(arguments)).run();
        } catch (AssertionError trouble) {
            System.setOut(OUT);
            System.err.println(trouble.getMessage());
            code = RED;
        }
        System.exit(code);
    }

    private int run() throws Exception {
        List<LabRun> runs = LabRuns.in(options.tests()).getOrDefault(options.lab(), List.of());
        if (runs.size() > 1) {
            throw new IllegalStateException(
                    "Lab %s has %s stories that say what they are fed; expected one."
                            .formatted(options.lab(), runs.size()));
        }
        if (options.print()) {
            return print(runs);
        }
        if (!runs.isEmpty()) {
            return run(runs.get(0));
        }
        List<ClusterTalk> clusters = LabRuns.clustersIn(options.tests());
        if (clusters.isEmpty()) {
            System.err.printf(
                    "Lab %s has nothing to run: its tests alone show what it does. ./lab check %s%n",
                    options.lab(), options.lab());
            return USAGE;
        }
        return atConsole(clusters.get(0));
    }

    private int print(List<LabRun> runs) {
        for (LabRun run : runs) {
            if (run.code() instanceof LabRun.Script code) {
                String kafka = System.getProperty("lab.kafka", "");
                OUT.print(ScriptPrint.of(run, code.script(), kafka.contains(":") ? kafka : ""));
                return GREEN;
            }
        }
        System.err.printf("Lab %s has no SQL script, and --print prints one.%n", options.lab());
        return USAGE;
    }

    private int run(LabRun run) throws Exception {
        Stack stack = Stack.start(run, WEB_UI);
        RecordLine line =
                new RecordLine(run.topics().keySet(), run.feed().topics(), options.colours());
        if (run.code() instanceof LabRun.Main main) {
            return atConsole(new ProgramTalk(run, main, stack, options.rate(), line));
        }
        return atPrompt(new SqlTalk(run, (LabRun.Script) run.code(), stack), line);
    }

    private int atConsole(Talk talk) throws Exception {
        try (Console console =
                options.terminal()
                        ? new TerminalConsole(TerminalUtils.createDefaultTerminal())
                        : new PlainConsole(System.in, OUT)) {
            printTo(console::show);
            try {
                return talk.at(console) ? GREEN : RED;
            } catch (AssertionError trouble) {
                console.show("\n" + trouble.getMessage());
                return RED;
            } catch (UnsupportedOperationException notDone) {
                console.show(
                        "\n%s, so there is nothing to run. ./lab says what to read and what to edit."
                                .formatted(notDone.getMessage()));
                return RED;
            }
        }
    }

    private int atPrompt(SqlTalk talk, RecordLine line) throws Exception {
        if (!options.terminal()) {
            Terminal plain = TerminalUtils.createDumbTerminal(System.in, OUT);
            return atPrompt(talk, line, OUT::println, "", plain);
        }
        Files.createDirectories(options.output().getParent());
        try (PrintStream file =
                new PrintStream(
                        Files.newOutputStream(options.output()), true, StandardCharsets.UTF_8)) {
            return atPrompt(
                    talk,
                    line,
                    file::println,
                    "tail -f " + options.shown(options.output()),
                    TerminalUtils.createDefaultTerminal());
        }
    }

    private int atPrompt(
            SqlTalk talk, RecordLine line, Consumer<String> out, String where, Terminal terminal)
            throws Exception {
        printTo(out);
        boolean runs = talk.start(options.rate(), out).isEmpty();
        talk.talk(line, out, where, terminal, options.history());
        return runs ? GREEN : RED;
    }

    /** What TaskManagers print; they run in this JVM. */
    private static void printTo(Consumer<String> lines) {
        PrintStream printed = LineStream.to(line -> lines.accept("printed: " + line));
        System.setOut(printed);
        System.setErr(printed);
    }

    /**
     * Cluster and broker have nothing to save, and who has pressed Ctrl-C does not wait for a task
     * that takes no notice.
     */
    private static void limitFarewell() {
        Thread limit =
                new Thread(
                        () -> {
                            try {
                                Thread.sleep(FAREWELL_MILLIS);
                            } catch (InterruptedException e) {
                                // Then now.
                            }
                            Runtime.getRuntime().halt(RED);
                        },
                        "farewell");
        limit.setDaemon(true);
        limit.start();
    }
}
