package dev.flinklabs.coach.grading;

import dev.flinklabs.coach.bench.Bench;
import dev.flinklabs.coach.bench.BenchListener;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.workspace.Workspace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Grades workspaces. Keeps one bench, that of the phase last asked for: labs come phase by phase.
 */
public final class Grader implements AutoCloseable {

    private final BenchFactory benches;
    private final Needs needs;
    private Path phase;
    private Bench bench;
    private boolean closed;

    public Grader(BenchFactory benches, Needs needs) {
        this.benches = benches;
        this.needs = needs;
    }

    /**
     * Grades one workspace of a lab.
     *
     * @param workspace is laid out only when the lab can be run
     */
    public Grade grade(Lab lab, Supplier<Workspace> workspace, BenchListener listener) {
        Optional<String> unknown = needs.defect(lab);
        if (unknown.isPresent()) {
            return new Grade(lab, notRun(lab, ""), unknown.get());
        }
        Optional<String> absent = needs.absent(lab);
        if (absent.isPresent()) {
            return new Grade(lab, notRun(lab, absent.get()), "");
        }
        Workspace tree;
        try {
            tree = workspace.get();
        } catch (Trouble e) {
            return switch (e.exitCode()) {
                case COURSE_BROKEN -> new Grade(lab, notRun(lab, ""), e.getMessage());
                default -> throw e;
            };
        }
        LabVerdict verdict = benchOf(lab.phase()).grade(lab, tree, listener);
        return new Grade(lab, verdict, defect(lab, verdict));
    }

    /**
     * Ends the run that goes on, and the bench's JVM with it; the verdict of that run says nothing.
     * May be called from another thread while a lab is being graded.
     */
    public synchronized void abort() {
        if (bench != null) {
            bench.close();
        }
    }

    /** Ends the bench's JVM. May be called from another thread while a lab is being graded. */
    @Override
    public synchronized void close() {
        closed = true;
        closeBench();
    }

    private synchronized Bench benchOf(Path wanted) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (!wanted.equals(phase)) {
            closeBench();
            bench = benches.open(wanted);
            phase = wanted;
        }
        return bench;
    }

    private void closeBench() {
        if (bench != null) {
            bench.close();
            bench = null;
            phase = null;
        }
    }

    private static String defect(Lab lab, LabVerdict verdict) {
        int ran = verdict.tests().size();
        boolean complete =
                switch (verdict.outcome()) {
                    case PASSED, FAILED, NOT_DONE -> true;
                    case BROKEN, NOT_RUN -> false;
                };
        if (!complete || ran == lab.tests()) {
            return "";
        }
        return "The page of lab %s names %s, but %d ran. A test was added to the lab or is gone from it: git status shows which. Where that is meant, the page says 'tests: %d'."
                .formatted(
                        lab.id(), lab.tests() == 1 ? "1 test" : lab.tests() + " tests", ran, ran);
    }

    private static LabVerdict notRun(Lab lab, String reason) {
        return new LabVerdict(lab.id(), Outcome.NOT_RUN, List.of(), reason, "", Duration.ZERO);
    }
}
