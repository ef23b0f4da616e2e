package dev.flinklabs.testkit.stack;

import dev.flinklabs.testkit.failure.NotDone;
import dev.flinklabs.testkit.script.ScriptFailure;
import dev.flinklabs.testkit.script.ScriptRun;
import dev.flinklabs.testkit.story.LabRun;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.jline.terminal.Terminal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs a student's script, then gives its tables to a session of the SQL client. */
final class SqlTalk {

    private final LabRun run;
    private final LabRun.Script script;
    private final Stack stack;
    private ScriptRun declared;
    private Optional<AssertionError> trouble;

    SqlTalk(LabRun run, LabRun.Script script, Stack stack) {
        this.run = run;
        this.script = script;
        this.stack = stack;
    }

    /**
     * Feeds the topics and runs the script.
     *
     * @param rate records a second
     * @param out gets what jobs fail of
     * @return what is wrong with the script; empty when it runs
     */
    Optional<AssertionError> start(double rate, Consumer<String> out) {
        stack.feeder().feed(run.feed(), rate);
        stack.tellFailures(out);
        declared = new ScriptRun(tables());
        trouble = execute();
        return trouble;
    }

    /**
     * Returns when the session is over.
     *
     * @param out gets what comes out of the script's own statements
     * @param where tells where {@code out} is to be read; empty when that is plain to see
     * @param history a file for what is typed
     */
    void talk(RecordLine line, Consumer<String> out, String where, Terminal terminal, Path history)
            throws Exception {
        try (TopicWatch watch = stack.watch(written(), line, out);
                Gateway gateway = Gateway.start(stack.webUi());
                SqlSession session =
                        new SqlSession(
                                gateway.address(), script.parallelism(), declared.declarations())) {
            session.talk(terminal, greeting(gateway, where), history);
        }
    }

    private StreamTableEnvironment tables() {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(script.parallelism());
        return StreamTableEnvironment.create(environment);
    }

    private Optional<AssertionError> execute() {
        try {
            script.execute(declared, stack.variables());
            return Optional.empty();
        } catch (ScriptFailure | NotDone e) {
            return Optional.of(e);
        }
    }

    private Collection<String> written() {
        List<String> written = new ArrayList<>(run.topics().keySet());
        written.removeAll(run.feed().topics());
        return written;
    }

    private String greeting(Gateway gateway, String where) {
        Signpost signpost =
                new Signpost().stack(stack, run).row("gateway", "http://" + gateway.host());
        List<String> tables = new ArrayList<>(declared.tables());
        if (tables.isEmpty()) {
            signpost.row("tables", "none yet");
        } else {
            // What is written to may be a table that cannot be read, such as that of a print sink.
            String readable =
                    tables.stream()
                            .filter(table -> !declared.writtenTo().contains(table))
                            .findFirst()
                            .orElse(tables.get(0));
            signpost.row(
                    "tables",
                    String.join(", ", tables),
                    "SELECT * FROM %s;   shows rows as they come; Ctrl-C ends the query"
                            .formatted(readable),
                    "INSERT INTO %s VALUES (…);   writes a row".formatted(readable));
        }
        if (!where.isEmpty() && !script.written().isEmpty()) {
            signpost.row("comes out", where);
        }
        signpost.row("end", "QUIT;");
        return signpost + trouble.map(it -> "\n" + it.getMessage() + "\n").orElse("");
    }
}
