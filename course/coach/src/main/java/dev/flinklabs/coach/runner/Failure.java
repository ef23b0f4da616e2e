package dev.flinklabs.coach.runner;

import dev.flinklabs.coach.verdict.Outcome;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What a throwable says of a test.
 *
 * @param outcome not done for the stub, broken for want of memory, else failed
 * @param message an assertion's own words; of any other exception the root cause, then what was
 *     going on around it
 * @param where the student's line; empty when none is on the stack
 * @param trace the whole stack trace
 */
record Failure(Outcome outcome, String message, String where, String trace) {

    static Failure of(Throwable thrown, String labId, StudentCode code) {
        List<Throwable> causes = StudentCode.causes(thrown);
        String stub = "Lab " + labId + " is not done yet";
        for (Throwable each : causes) {
            int begin = Objects.toString(each.getMessage(), "").indexOf(stub);
            if (begin >= 0) {
                // Wrappers put the names of exceptions before what the stub says.
                String message = each.getMessage().substring(begin);
                return new Failure(Outcome.NOT_DONE, message, code.where(thrown), trace(thrown));
            }
        }
        for (Throwable each : causes) {
            if (each instanceof OutOfMemoryError) {
                String message =
                        "The code ran out of memory (heap %s MB): %s"
                                .formatted(heapMegabytes(), each.getMessage());
                return new Failure(Outcome.BROKEN, message, code.where(thrown), trace(thrown));
            }
        }
        return new Failure(Outcome.FAILED, message(causes), code.where(thrown), trace(thrown));
    }

    static long heapMegabytes() {
        return Runtime.getRuntime().maxMemory() / (1024 * 1024);
    }

    private static String message(List<Throwable> causes) {
        for (Throwable each : causes) {
            if (each instanceof AssertionError && each.getMessage() != null) {
                return each.getMessage();
            }
        }
        List<Throwable> inwards = new ArrayList<>(causes);
        Collections.reverse(inwards);
        Throwable root = inwards.remove(0);
        StringBuilder message = new StringBuilder(name(root));
        Throwable cause = root;
        for (Throwable wrapper : inwards) {
            if (saysMoreThan(cause, wrapper)) {
                message.append("\nin ").append(name(wrapper));
            }
            cause = wrapper;
        }
        return message.toString();
    }

    /** A wrapper made without words of its own repeats its cause. */
    private static boolean saysMoreThan(Throwable cause, Throwable wrapper) {
        String message = wrapper.getMessage();
        return message != null
                && !message.equals(cause.toString())
                && !message.equals(cause.getMessage());
    }

    private static String name(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        if (name.isEmpty()) {
            name = thrown.getClass().getName();
        }
        return thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
