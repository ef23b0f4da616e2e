package dev.flinklabs.testkit.stack;

import dev.flinklabs.testkit.failure.NotDone;
import dev.flinklabs.testkit.script.SqlScript;
import dev.flinklabs.testkit.script.SqlScript.Statement;
import dev.flinklabs.testkit.script.Variables;
import dev.flinklabs.testkit.story.LabRun;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A student's script as any SQL client takes it. */
final class ScriptPrint {

    /** Where Kafka listens, unless it is told otherwise. */
    private static final String USUAL_BROKER = "localhost:9092";

    private ScriptPrint() {}

    /**
     * The statements with their variables filled in, comments between them left out.
     *
     * @param broker an address; empty for {@value #USUAL_BROKER}
     * @throws AssertionError when a variable is unknown, or there is no statement
     */
    static String of(LabRun run, SqlScript script, String broker) {
        String address = broker.isEmpty() ? USUAL_BROKER : broker;
        Map<String, String> values = new HashMap<>();
        values.put(Variables.BOOTSTRAP, address);
        values.put(Variables.GROUP, "lab-" + run.lab());
        run.topics().keySet().forEach(topic -> values.put(topic, topic));
        List<Statement> statements = script.statements(new Variables(values));
        if (statements.isEmpty()) {
            throw new NotDone(run.lab(), "%s holds no statement.".formatted(script.file()));
        }
        StringBuilder text =
                new StringBuilder(
                        "-- %s of lab %s, for the broker at %s. For another one: LAB_OPTS=-Dlab.kafka=host:port%n"
                                .formatted(script.file(), run.lab(), address));
        statements.forEach(s -> text.append("%n%s;%n".formatted(s.text())));
        return text.toString();
    }
}
