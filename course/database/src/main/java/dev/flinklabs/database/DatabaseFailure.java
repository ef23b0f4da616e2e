package dev.flinklabs.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database does not do what a lab needs: what was found, its own telling line, what to do. */
public final class DatabaseFailure extends AssertionError {

    private static final Pattern REFUSAL = Pattern.compile("could not start server|initdb: error:");
    private static final Pattern TELLING =
            Pattern.compile("(\\w+: )?(FATAL|PANIC|ERROR|error): .*");

    private DatabaseFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether the log says that the server has given up. */
    static boolean refused(Path log) {
        return lines(log).stream().anyMatch(line -> REFUSAL.matcher(line).find());
    }

    /**
     * @param log where it said something, kept in the cause for whoever looks closer
     * @param cause what the attempt to start it ended with; null for nothing
     */
    static DatabaseFailure ofStart(Path log, Throwable cause) {
        List<String> said = lines(log);
        return new DatabaseFailure(
                """
                PostgreSQL does not start on this machine.
                It says: %s
                Put right what that line names, then check again."""
                        .formatted(telling(said, cause)),
                new IllegalStateException(
                        "all that it said:\n\n" + String.join("\n", said), cause));
    }

    static DatabaseFailure ofStatement(String statement, SQLException cause) {
        return new DatabaseFailure(
                "PostgreSQL does not take this statement: %s\nIt says: %s"
                        .formatted(statement, cause.getMessage().lines().findFirst().orElse("")),
                cause);
    }

    static DatabaseFailure ofCapture(String what, Throwable cause) {
        Throwable innermost = cause;
        while (innermost != null && innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return new DatabaseFailure(
                innermost == null ? what : what + "\nIt says: " + innermost.getMessage(), cause);
    }

    /** The first line that names an error; else the last one; else what the attempt ended with. */
    private static String telling(List<String> log, Throwable cause) {
        return log.stream()
                .map(TELLING::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .or(() -> log.stream().filter(line -> !line.isBlank()).reduce((a, b) -> b))
                .orElseGet(() -> cause == null ? "nothing" : String.valueOf(cause.getMessage()));
    }

    private static List<String> lines(Path log) {
        try {
            return Files.exists(log)
                    ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
