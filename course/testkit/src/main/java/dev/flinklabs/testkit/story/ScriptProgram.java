package dev.flinklabs.testkit.story;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.command.SetOperation;

/**
 * Runs SQL statements, one an argument, as the SQL client would. It is packed and submitted as a
 * job, and public for that: it stands on Flink alone, and has no class beside it.
 */
public final class ScriptProgram {

    private ScriptProgram() {}

    public static void main(String[] statements) {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        for (String statement : statements) {
            Operation operation =
                    ((TableEnvironmentInternal) tables).getParser().parse(statement).get(0);
            if (operation instanceof SetOperation set) {
                set.getKey()
                        .ifPresent(key -> tables.getConfig().set(key, set.getValue().orElse("")));
            } else {
                tables.executeSql(statement);
            }
        }
    }
}
