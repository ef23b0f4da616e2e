package dev.flinklabs.testkit.script;

import dev.flinklabs.testkit.script.SqlScript.Statement;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.operations.CreateTableASOperation;
import org.apache.flink.table.operations.LoadModuleOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.SinkModifyOperation;
import org.apache.flink.table.operations.StatementSetOperation;
import org.apache.flink.table.operations.UnloadModuleOperation;
import org.apache.flink.table.operations.UseOperation;
import org.apache.flink.table.operations.command.AddJarOperation;
import org.apache.flink.table.operations.command.ResetOperation;
import org.apache.flink.table.operations.command.SetOperation;
import org.apache.flink.table.operations.ddl.AlterOperation;
import org.apache.flink.table.operations.ddl.CreateOperation;
import org.apache.flink.table.operations.ddl.DropOperation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Runs a script statement by statement, as the SQL client would: {@code SET} changes the session,
 * {@code INSERT} starts a job. A {@code SELECT} that a student left in the script for looking is
 * checked and not run.
 */
public final class ScriptRun {

    /** Those with which the SQL gateway lets a session be set up. */
    private static final List<Class<? extends Operation>> DECLARING =
            List.of(
                    SetOperation.class,
                    ResetOperation.class,
                    CreateOperation.class,
                    DropOperation.class,
                    UseOperation.class,
                    AlterOperation.class,
                    LoadModuleOperation.class,
                    UnloadModuleOperation.class,
                    AddJarOperation.class);

    private final StreamTableEnvironment tables;
    private final Set<String> writtenTo = new LinkedHashSet<>();
    private final List<Supplier<String>> declarations = new ArrayList<>();

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
        run(operation, statement);
        if (operation instanceof CreateTableASOperation create) {
            ObjectIdentifier table = create.getCreateTableOperation().getTableIdentifier();
            declarations.add(() -> showCreate(table));
        } else if (DECLARING.stream().anyMatch(kind -> kind.isInstance(operation))) {
            declarations.add(() -> statement);
        }
    }

    private void run(Operation operation, String statement) {
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

    private String showCreate(ObjectIdentifier table) {
        return String.valueOf(
                tables.executeSql("SHOW CREATE TABLE " + table.asSerializableString())
                        .collect()
                        .next()
                        .getField(0));
    }

    /**
     * Statements that give another session the tables, functions and settings that the scripts gave
     * to this one, and start no job.
     */
    public List<String> declarations() {
        return declarations.stream().map(Supplier::get).toList();
    }

    /** The tables and views that there are now. */
    public Set<String> tables() {
        return new TreeSet<>(List.of(tables.listTables()));
    }

    /** The tables that statements of the scripts write to. */
    public Set<String> writtenTo() {
        return writtenTo;
    }
}
