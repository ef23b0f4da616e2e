package dev.flinklabs.testkit.failure;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program in Python has printed when it failed, reduced to what tells. */
public final class PythonFailure {

    private static final Pattern FILE_AND_LINE = Pattern.compile("File \"([^\"]+)\", line (\\d+)");
    private static final Pattern CAUSE =
            Pattern.compile("^Caused by: (?:[a-z]\\w*\\.)*([A-Z][\\w$]*.*)", Pattern.MULTILINE);

    private PythonFailure() {}

    /**
     * What went wrong, and the last line of the student's that it came through: {@code ValueError:
     * 7 (reports.py, line 20)}. Where Python has called Java, what went wrong there.
     *
     * @param trace as Python prints it, whatever stands before it; blank where it did not get to
     * @param folder where the student's files lie
     */
    public static String telling(String trace, Path folder) {
        return trace.isBlank()
                ? "it has printed nothing"
                : cause(trace.strip()) + where(trace, folder);
    }

    private static String cause(String trace) {
        String innermost = "";
        Matcher cause = CAUSE.matcher(trace);
        while (cause.find()) {
            innermost = cause.group(1);
        }
        List<String> lines = trace.lines().toList();
        return innermost.isEmpty() ? lines.get(lines.size() - 1) : innermost;
    }

    private static String where(String trace, Path folder) {
        String where = "";
        Matcher matcher = FILE_AND_LINE.matcher(trace);
        while (matcher.find()) {
            Path file = Path.of(matcher.group(1));
            if (file.startsWith(folder)) {
                where = " (%s, line %s)".formatted(file.getFileName(), matcher.group(2));
            }
        }
        return where;
    }
}
