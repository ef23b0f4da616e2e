package dev.flinklabs.coach.verdict;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What became of one lab in one workspace.
 *
 * @param id the lab's id
 * @param outcome of the lab as a whole
 * @param tests of each test that was begun, in the order in which they ran; empty when nothing
 *     could be compiled
 * @param reason in one sentence or a compiler's message, why the lab is broken or not run; empty
 *     otherwise
 * @param output what the student's code and its libraries printed, at most its last 64 KiB
 * @param time from the request to the verdict, the start of the JVM included
 */
public record LabVerdict(
        String id,
        Outcome outcome,
        List<TestVerdict> tests,
        String reason,
        String output,
        Duration time)
        implements Serializable {}
