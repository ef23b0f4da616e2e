package dev.flinklabs.testkit.failure;

import org.apache.flink.util.SerializedThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Flink's nested failure, reduced to the cause that tells and the student's own line.
 *
 * <p>The cause that tells is the innermost one that is more than a wrapper, unless an outer one is
 * known to say more: the record that could not be read, not the character at which its parser
 * stopped.
 */
public final class JobFailure extends AssertionError {

    private static final String CHAINED =
            "org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException";

    /** These only carry another failure, or say that there was one; unless they have no cause. */
    private static final Set<String> WRAPPERS =
            Set.of(
                    "org.apache.flink.runtime.client.JobExecutionException",
                    "org.apache.flink.runtime.JobException",
                    "org.apache.flink.client.program.ProgramInvocationException",
                    CHAINED,
                    "org.apache.flink.runtime.operators.coordination.OperatorCoordinator",
                    "java.util.concurrent.CompletionException",
                    "java.util.concurrent.ExecutionException",
                    "java.lang.reflect.InvocationTargetException");

    /** A class in a package of a lab. */
    private static final Pattern STUDENTS = Pattern.compile("\\.lab\\d+\\.");

    private static final int LONGEST = 700;

    /** How messages begin that tell more than what caused them. */
    private static final Pattern TELLING =
            Pattern.compile(
                    String.join(
                            "|",
                            "Failed to deserialize JSON",
                            "Failed to get metadata for topics",
                            "Could not acquire the minimum required resources",
                            "Could not parse value",
                            "Record has Long.MIN_VALUE timestamp",
                            "Could not find any factory for identifier",
                            "Malformed ",
                            ".* is not serializable"));

    /**
     * @param what the fact before the cause, such as {@code The job failed.}
     */
    public JobFailure(String what, Throwable failure) {
        this(what, failure, "");
    }

    /**
     * @param rule told after the cause; empty for none
     */
    public JobFailure(String what, Throwable failure, String rule) {
        super(text(what, failure, rule), failure);
    }

    private static String text(String what, Throwable failure, String rule) {
        Throwable cause = telling(failure);
        Throwable innermost = innermost(failure);
        String told =
                what
                        + "\n"
                        + sentence(cause)
                        + (innermost == cause ? "" : "\nCaused by " + sentence(innermost))
                        + studentLine(failure).map(line -> "\nIn " + line + ".").orElse("")
                        + (rule.isEmpty() ? "" : "\n" + rule);
        String page = ErrorPages.lineFor(sentence(innermost));
        return told + (page.isEmpty() ? ErrorPages.lineFor(told) : page);
    }

    /** The cause that tells. */
    public static Throwable telling(Throwable failure) {
        for (Throwable cause : fromItsOperator(chain(failure))) {
            if (!isWrapper(cause) && TELLING.matcher(message(cause)).lookingAt()) {
                return cause;
            }
        }
        return innermost(failure);
    }

    /**
     * The causes of the operator that failed. What called it, be it a source or a format, takes its
     * failure for one of its own: a record that it has read well cannot be read, it says then.
     */
    private static List<Throwable> fromItsOperator(List<Throwable> chain) {
        for (int i = chain.size() - 1; i >= 0; i--) {
            if (className(chain.get(i)).equals(CHAINED)) {
                return chain.subList(i, chain.size());
            }
        }
        return chain;
    }

    /** The innermost cause that is more than a wrapper. */
    private static Throwable innermost(Throwable failure) {
        Throwable best = failure;
        for (Throwable cause : chain(failure)) {
            if (!isWrapper(cause)) {
                best = cause;
            }
        }
        return best;
    }

    private static boolean isWrapper(Throwable cause) {
        return cause.getCause() != null && WRAPPERS.contains(className(cause));
    }

    /**
     * The type's simple name and the message, which for a serialized failure already begins with
     * the type.
     */
    private static String sentence(Throwable cause) {
        String type = className(cause);
        String simple = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
        // Flink puts what matters into later paragraphs: which option, which identifiers there are.
        String message =
                message(cause)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("at [Source"))
                        .collect(Collectors.joining(" "));
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
            Optional<String> line = studentLine(chain.get(i).getStackTrace());
            if (line.isPresent()) {
                return line;
            }
        }
        return Optional.empty();
    }

    /** The student's own line nearest to the top of a stack. */
    public static Optional<String> studentLine(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            String file = frame.getFileName();
            if (STUDENTS.matcher(frame.getClassName()).find()
                    && file != null
                    && !file.endsWith("Test.java")) {
                return Optional.of(file + ":" + frame.getLineNumber());
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
        if (t instanceof RemoteFailure remote) {
            return remote.type();
        }
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
