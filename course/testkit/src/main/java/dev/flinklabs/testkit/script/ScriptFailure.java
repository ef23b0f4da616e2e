package dev.flinklabs.testkit.script;

import dev.flinklabs.testkit.failure.ErrorPages;
import dev.flinklabs.testkit.failure.JobFailure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A statement that Flink does not take: its telling sentence, and the line in the student's file.
 */
public final class ScriptFailure extends AssertionError {

    private static final int LINES_OF_MESSAGE = 4;
    private static final Pattern POSITION =
            Pattern.compile(
                    "(?:at|From) line (\\d+), column (\\d+)(?: to line \\d+, column \\d+)?");

    private ScriptFailure(String message, Throwable cause) {
        super(message, cause);
    }

    static ScriptFailure at(SqlScript script, int line, String sentence, Throwable cause) {
        String told =
                "Flink does not take %s:%s.\n  %s\n%s"
                        .formatted(script.file(), line, script.line(line), sentence);
        return new ScriptFailure(told + ErrorPages.lineFor(told), cause);
    }

    static ScriptFailure of(SqlScript script, SqlScript.Statement statement, Throwable failure) {
        String message = String.valueOf(JobFailure.telling(failure).getMessage());
        int line = statement.line();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            Matcher position = POSITION.matcher(String.valueOf(t.getMessage()));
            if (position.find()) {
                // Flink counts from the statement's first line; a reader, from the file's.
                line = statement.line() + Integer.parseInt(position.group(1)) - 1;
                message = POSITION.matcher(message).replaceAll("here");
                break;
            }
        }
        return at(script, line, shortened(message), failure);
    }

    /** Without the list of all tokens that a parser would have taken, and without blank lines. */
    static String shortened(String message) {
        int expectations = message.indexOf("Was expecting");
        String telling = expectations < 0 ? message : message.substring(0, expectations);
        return telling.lines()
                .filter(line -> !line.isBlank())
                .limit(LINES_OF_MESSAGE)
                .collect(Collectors.joining("\n"));
    }
}
