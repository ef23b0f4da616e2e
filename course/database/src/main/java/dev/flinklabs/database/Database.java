package dev.flinklabs.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database of a PostgreSQL that one story has to itself. */
public final class Database implements AutoCloseable {

    private final Postgres postgres;
    private final String name;
    private final List<ChangeCapture> captures = new ArrayList<>();

    Database(Postgres postgres, String name) {
        this.postgres = postgres;
        this.name = name;
    }

    /**
     * Executes statements, each in a transaction of its own.
     *
     * @throws DatabaseFailure at the first one that is not taken
     */
    public void execute(String... statements) {
        try (Connection connection = postgres.connect(name);
                Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                try {
                    sql.execute(statement);
                } catch (SQLException e) {
                    throw DatabaseFailure.ofStatement(statement, e);
                }
            }
        } catch (SQLException e) {
            throw DatabaseFailure.ofStatement("(connect)", e);
        }
    }

    /**
     * Begins to read the changes of a table with Debezium: first the rows that it has, then each
     * change when it is committed.
     *
     * @param table with a primary key, in the schema {@code public}
     * @param events gets each event, on a thread of Debezium's, in the order of the log
     */
    public ChangeCapture capture(String table, ChangeCapture.Events events) {
        // Without it an update's event does not have the row before.
        execute("ALTER TABLE %s REPLICA IDENTITY FULL".formatted(table));
        ChangeCapture capture = new ChangeCapture(postgres, name, table, events);
        captures.add(capture);
        return capture;
    }

    /** Ends what captures its changes, and drops it. */
    @Override
    public void close() {
        captures.forEach(ChangeCapture::close);
        postgres.drop(name);
    }
}
