package dev.flinklabs.coach.verdict;

import java.io.Serializable;
import java.time.Duration;

/**
 * What became of one test, a JUnit leaf.
 *
 * @param test the simple name of its class, a dot, and its method: {@code
 *     ReadOrdersTest.amounts_are_numbers}
 * @param display what a reader sees: the method's name, and the invocation where it is a
 *     parameterised one
 * @param outcome what became of it
 * @param message what the failure says; empty when it passed
 * @param where the student's own line, such as {@code FirstJob.java:41}; empty when none is on the
 *     stack
 * @param trace the whole stack trace; empty when it passed
 * @param time from its start to its end
 */
public record TestVerdict(
        String test,
        String display,
        Outcome outcome,
        String message,
        String where,
        String trace,
        Duration time)
        implements Serializable {}
