package dev.flinklabs.testkit.failure;

import org.apache.flink.util.SerializedThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Flink's nested failure, reduced to the cause that tells and the student's own line.
 *
 * <p>The cause that tells is the innermost one that says something of its own, unless an outer one
 * is known to say more: the record that could not be read, not the character at which its parser
 * stopped.
 */
public final class JobFailure extends AssertionError {

    /** These only carry another failure, or say that there was one. */
    private static final Set<String> WRAPPERS =
            Set.of(
                    "org.apache.flink.runtime.client.JobExecutionException",
                    "org.apache.flink.runtime.JobException",
                    "org.apache.flink.client.program.ProgramInvocationException",
                    "org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException",
                    "org.apache.flink.runtime.operators.coordination.OperatorCoordinator",
                    "java.util.concurrent.CompletionException",
                    "java.util.concurrent.ExecutionException",
                    "java.lang.reflect.InvocationTargetException");

    /** A class in a package of a lab. */
    private static final Pattern STUDENTS = Pattern.compile("\\.lab\\d+\\.");

    private static final int LONGEST = 300;

    /** Beginnings of messages that tell more than what caused them. */
    private static final List<String> TELLING =
            List.of(
                    "Failed to deserialize JSON",
                    "Could not acquire the minimum required resources",
                    "Record has Long.MIN_VALUE timestamp",
                    "Could not find any factory for identifier");

    /**
     * @param what the fact before the cause, such as {@code The job failed.}
     */
    public JobFailure(String what, Throwable failure) {
        super(text(what, failure), failure);
    }

    private static String text(String what, Throwable failure) {
        Throwable cause = telling(failure);
        Throwable innermost = innermost(failure);
        return what
                + "\n"
                + sentence(cause)
                + (innermost == cause ? "" : "\nCaused by " + sentence(innermost))
                + studentLine(failure).map(line -> "\nIn " + line + ".").orElse("");
    }

    /** The cause that tells. */
    public static Throwable telling(Throwable failure) {
        for (Throwable cause : chain(failure)) {
            if (TELLING.stream().anyMatch(message(cause)::startsWith)) {
                return cause;
            }
        }
        return innermost(failure);
    }

    /** The innermost cause that says something. */
    private static Throwable innermost(Throwable failure) {
        Throwable best = failure;
        for (Throwable cause : chain(failure)) {
            String message = message(cause);
            if (!message.isEmpty() && !WRAPPERS.contains(className(cause))) {
                best = cause;
            }
        }
        return best;
    }

    /**
     * The type's simple name and the message, which for a serialized failure already begins with
     * the type.
     */
    private static String sentence(Throwable cause) {
        String type = className(cause);
        String simple = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
        String message = message(cause).lines().findFirst().orElse("");
        String shown = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
        return shown.isEmpty() ? simple : simple + ": " + shown;
    }

    /**
     * The student's own line nearest to the failure's origin, such as {@code FirstJob.java:41}: the
     * first frame, innermost cause first, of a class in a lab's package that is no test.
     */
    public static Optional<String> studentLine(Throwable failure) {
        List<Throwable> chain = chain(failure);
        for (int i = chain.size() - 1; i >= 0; i--) {
            for (StackTraceElement frame : chain.get(i).getStackTrace()) {
                String file = frame.getFileName();
                if (STUDENTS.matcher(frame.getClassName()).find()
                        && file != null
                        && !file.endsWith("Test.java")) {
                    return Optional.of(file + ":" + frame.getLineNumber());
                }
            }
        }
        return Optional.empty();
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = failure; t != null && !chain.contains(t); t = t.getCause()) {
            chain.add(t);
        }
        return chain;
    }

    private static String className(Throwable t) {
        return t instanceof SerializedThrowable serialized
                ? serialized.getOriginalErrorClassName()
                : t.getClass().getName();
    }

    private static String message(Throwable t) {
        String message = t.getMessage() == null ? "" : t.getMessage();
        if (t instanceof SerializedThrowable) {
            String prefix = className(t) + ": ";
            return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        }
        return message;
    }
}
