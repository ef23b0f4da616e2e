package dev.flinklabs.testkit.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A failure of another JVM, made from the stack trace that it printed. */
public final class RemoteFailure extends Exception {

    private static final String CAUSE = "Caused by: ";
    private static final Pattern FRAME =
            Pattern.compile(
                    "\\tat (?:[^(]*/)?([\\w.$]+)\\.([\\w$<>]+)\\(([^:)]+)(?::(\\d+))?\\).*");
    private static final Pattern HEAD =
            Pattern.compile(
                    "(?:Exception in thread \"[^\"]*\" )?((?:[a-zA-Z_]\\w*\\.)+[A-Z][\\w$]*)(?:: (.*))?",
                    Pattern.DOTALL);

    private final String type;

    private RemoteFailure(String type, String message, RemoteFailure cause) {
        super(message, cause);
        this.type = type;
    }

    /**
     * The failure and its causes.
     *
     * @param trace as {@code printStackTrace} writes it; what follows after the last frame is left
     *     out
     */
    public static RemoteFailure parse(String trace) {
        List<Part> parts = new ArrayList<>();
        Part part = null;
        for (String line : trace.lines().toList()) {
            boolean begins = part == null || line.startsWith(CAUSE);
            if (begins) {
                part = new Part();
                parts.add(part);
                part.head.add(line.startsWith(CAUSE) ? line.substring(CAUSE.length()) : line);
            } else if (isFrame(line) || line.startsWith("\t... ")) {
                part.add(line);
            } else if (part.frames.isEmpty()) {
                part.head.add(line);
            } else if (!line.startsWith("\t")) {
                break;
            }
        }
        RemoteFailure failure = null;
        for (int i = parts.size() - 1; i >= 0; i--) {
            failure = parts.get(i).failure(failure);
        }
        return failure;
    }

    /** Whether the line is one of a stack. */
    public static boolean isFrame(String line) {
        return line.startsWith("\tat ");
    }

    /** Whether the line before a stack's first frame names a failure that is no other's cause. */
    public static boolean isOutermost(String line) {
        return !line.startsWith("\t") && !line.startsWith(CAUSE) && HEAD.matcher(line).matches();
    }

    /** The class's name. */
    String type() {
        return type;
    }

    private static final class Part {

        private final List<String> head = new ArrayList<>();
        private final List<StackTraceElement> frames = new ArrayList<>();

        private void add(String line) {
            Matcher frame = FRAME.matcher(line);
            if (frame.matches()) {
                int number = frame.group(4) == null ? -1 : Integer.parseInt(frame.group(4));
                frames.add(
                        new StackTraceElement(
                                frame.group(1), frame.group(2), frame.group(3), number));
            }
        }

        private RemoteFailure failure(RemoteFailure cause) {
            String text = String.join("\n", head);
            Matcher named = HEAD.matcher(text);
            RemoteFailure failure =
                    named.matches()
                            ? new RemoteFailure(named.group(1), named.group(2), cause)
                            : new RemoteFailure(RuntimeException.class.getName(), text, cause);
            failure.setStackTrace(frames.toArray(new StackTraceElement[0]));
            return failure;
        }
    }

    @Override
    public String toString() {
        return getMessage() == null ? type : type + ": " + getMessage();
    }
}
