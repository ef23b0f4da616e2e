package dev.flinklabs.testkit.cluster;

import dev.flinklabs.testkit.failure.JobFailure;

import java.util.Arrays;
import java.util.Optional;

/** Looks at what a student's code does at this moment. */
final class StudentThreads {

    private static final String TASK = "org.apache.flink.streaming.runtime.tasks.StreamTask";

    private StudentThreads() {}

    /** Where a task stands in the student's code, as a sentence; empty when none does. */
    static Optional<String> standing() {
        return Thread.getAllStackTraces().values().stream()
                .filter(
                        stack ->
                                Arrays.stream(stack)
                                        .anyMatch(frame -> frame.getClassName().equals(TASK)))
                .flatMap(
                        stack ->
                                JobFailure.studentLine(stack)
                                        .map(line -> sentence(stack[0], line))
                                        .stream())
                .findFirst();
    }

    private static String sentence(StackTraceElement innermost, String line) {
        String type = innermost.getClassName();
        return "A task stands in %s, in %s.%s."
                .formatted(
                        line, type.substring(type.lastIndexOf('.') + 1), innermost.getMethodName());
    }
}
