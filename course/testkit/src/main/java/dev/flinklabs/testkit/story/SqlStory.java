package dev.flinklabs.testkit.story;

import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.script.ScriptRun;
import dev.flinklabs.testkit.script.SqlScript;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.types.Row;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A story about a student's SQL script, which runs as the SQL client would run it. */
public final class SqlStory extends BrokerStory<SqlStory> {

    private final String file;
    private final List<String> declared = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private int parallelism = 1;
    private ZoneId timeZone;
    private StreamExecutionEnvironment environment;
    private StreamTableEnvironment tables;

    private SqlStory(String lab, String file) {
        super(lab);
        this.file = file;
    }

    /**
     * @param lab the lab's id
     * @param file the script, which lies beside the test's class
     */
    public static SqlStory ofLab(String lab, String file) {
        return new SqlStory(lab, file);
    }

    /**
     * The script has to declare a table of this name; as long as it does not, the lab is not done.
     */
    public SqlStory declares(String table) {
        declared.add(table);
        return this;
    }

    /**
     * A statement of the script has to write to this table; as long as none does, the lab is not
     * done.
     */
    public SqlStory writesTo(String table) {
        written.add(table);
        return this;
    }

    /** Of every operator; 1, if not said. */
    public SqlStory parallelism(int parallelism) {
        this.parallelism = parallelism;
        return this;
    }

    /**
     * In which the script and the queries run, such as {@code Asia/Kolkata}; this JVM's, if not
     * said.
     */
    public SqlStory sessionTimeZone(String zone) {
        timeZone = ZoneId.of(zone);
        return this;
    }

    /**
     * Starts a query of the test's own over the student's tables and waits until it runs.
     *
     * @param output under which its rows are found
     */
    public SqlStory query(String output, String sql) {
        CollectSink<Row> sink = new CollectSink<>();
        List<String> columns;
        try {
            Table result = tables.sqlQuery(sql);
            columns = result.getResolvedSchema().getColumnNames();
            tables.toChangelogStream(result).sinkTo(sink);
            environment.executeAsync(output);
        } catch (Exception e) {
            throw new JobFailure("A query over your tables cannot run: " + sql, e);
        }
        addOutput(output, Output.ofRows(() -> rows(sink.collected(), columns)));
        jobs().await(jobs()::running);
        untilJobsRead();
        return this;
    }

    /**
     * The columns of a table that the script declares, as rows of {@code column} and {@code type}.
     */
    public OutputCheck columnsOf(String table) {
        List<Output.Item> columns = new ArrayList<>();
        for (Column column : tables.from(table).getResolvedSchema().getColumns()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("column", column.getName());
            fields.put("type", column.getDataType().getLogicalType().asSummaryString());
            columns.add(new Output.Item(fields, ""));
        }
        return new OutputCheck(columns, List.of(), moments -> "");
    }

    @Override
    SqlStory self() {
        return this;
    }

    @Override
    void launch(Class<?> test) {
        environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(parallelism);
        tables = StreamTableEnvironment.create(environment);
        if (timeZone != null) {
            tables.getConfig().setLocalTimeZone(timeZone);
        }
        code(test).execute(new ScriptRun(tables), variables());
    }

    @Override
    LabRun.Script code(Class<?> test) {
        return new LabRun.Script(
                lab(), SqlScript.beside(test, file), declared, written, parallelism);
    }

    private static List<Map<String, Object>> rows(List<Row> rows, List<String> columns) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Row row : rows) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                fields.put(columns.get(i), row.getField(i));
            }
            all.add(fields);
        }
        return all;
    }
}
