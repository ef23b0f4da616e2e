package dev.flinklabs.testkit.script;

import dev.flinklabs.testkit.script.SqlScript.Statement;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.operations.CreateTableASOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.SinkModifyOperation;
import org.apache.flink.table.operations.StatementSetOperation;
import org.apache.flink.table.operations.command.ResetOperation;
import org.apache.flink.table.operations.command.SetOperation;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Runs a script statement by statement, as the SQL client would: {@code SET} changes the session,
 * {@code INSERT} starts a job. A {@code SELECT} that a student left in the script for looking is
 * checked and not run.
 */
public final class ScriptRun {

    private final StreamTableEnvironment tables;
    private final Set<String> writtenTo = new LinkedHashSet<>();

    public ScriptRun(StreamTableEnvironment tables) {
        this.tables = tables;
    }

    /**
     * @throws ScriptFailure at the first statement that Flink does not take
     */
    public void execute(SqlScript script, Variables variables) {
        for (Statement statement : script.statements(variables)) {
            try {
                execute(statement.text());
            } catch (RuntimeException e) {
                throw ScriptFailure.of(script, statement, e);
            }
        }
    }

    private void execute(String statement) {
        Operation operation =
                ((TableEnvironmentInternal) tables).getParser().parse(statement).get(0);
        if (operation instanceof SetOperation set) {
            set.getKey().ifPresent(key -> tables.getConfig().set(key, set.getValue().orElse("")));
        } else if (operation instanceof ResetOperation reset) {
            Configuration settings = tables.getConfig().getConfiguration();
            Set<String> keys =
                    reset.getKey().map(Set::of).orElseGet(() -> Set.copyOf(settings.keySet()));
            keys.forEach(settings::removeKey);
        } else if (!(operation instanceof QueryOperation)) {
            note(operation);
            tables.executeSql(statement);
        }
    }

    private void note(Operation operation) {
        if (operation instanceof StatementSetOperation set) {
            set.getOperations().forEach(this::note);
        } else if (operation instanceof SinkModifyOperation sink) {
            note(sink.getContextResolvedTable().getIdentifier());
        } else if (operation instanceof CreateTableASOperation create) {
            note(create.getCreateTableOperation().getTableIdentifier());
        }
    }

    private void note(ObjectIdentifier table) {
        writtenTo.add(table.getObjectName());
    }

    /** The tables that statements of the scripts write to. */
    public Set<String> writtenTo() {
        return writtenTo;
    }
}
