package dev.flinklabs.coach;

import dev.flinklabs.coach.bench.BenchListener;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.grading.BenchFactory;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.grading.Grader;
import dev.flinklabs.coach.report.Countdown;
import dev.flinklabs.coach.workspace.Workspace;
import dev.flinklabs.coach.workspace.Workspaces;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A command that grades: its workspaces, its bench, and the line that tells how far it is. Leaves
 * nothing behind, whether it is closed or the process is interrupted.
 */
final class Session implements AutoCloseable {

    private final Workspaces workspaces;
    private final List<Grader> graders;
    private final BlockingQueue<Grader> idle;
    private final Countdown countdown;
    private final Thread onInterrupt = new Thread(this::closeAll, "clean-up");

    private Session(Workspaces workspaces, List<Grader> graders, Countdown countdown) {
        this.workspaces = workspaces;
        this.graders = graders;
        this.idle = new LinkedBlockingQueue<>(graders);
        this.countdown = countdown;
    }

    /**
     * Grades on the bench that stays for the commands to come.
     *
     * @param tests how many tests there are to run in all
     */
    static Session open(Course course, int tests) {
        return open(course, course.benches(), 1, tests);
    }

    /**
     * Grades on benches of its own.
     *
     * @param benches how many workspaces are graded at a time
     * @param tests how many tests there are to run in all
     */
    static Session openApart(Course course, int benches, int tests) {
        return open(course, course.ownBenches(), benches, tests);
    }

    private static Session open(Course course, BenchFactory benches, int count, int tests) {
        Session session =
                new Session(
                        Workspaces.open(course.root(), course.solutions(), course.starters()),
                        Stream.generate(() -> new Grader(benches, course.needs()))
                                .limit(count)
                                .toList(),
                        Countdown.start(course.screen(), tests));
        Runtime.getRuntime().addShutdownHook(session.onInterrupt);
        return session;
    }

    Workspaces workspaces() {
        return workspaces;
    }

    Countdown countdown() {
        return countdown;
    }

    /** Waits for a bench that is free, and then for the verdict. */
    Grade grade(Lab lab, Supplier<Workspace> workspace) {
        try (Countdown.Lap lap = countdown.lap(lab.tests())) {
            return grade(lab, workspace, lap);
        }
    }

    /** The same without the line that tells how far it is. */
    Grade grade(Lab lab, Supplier<Workspace> workspace, BenchListener listener) {
        Grader grader = null;
        try {
            grader = idle.take();
            return grader.grade(lab, workspace, listener);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while lab " + lab.id() + " waited", e);
        } finally {
            stopIfInterrupted();
            if (grader != null) {
                idle.add(grader);
            }
        }
    }

    /** Ends the runs that go on in other threads; their verdicts say nothing. */
    void abort() {
        graders.forEach(Grader::abort);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook does the same now.
        }
        closeAll();
    }

    private void closeAll() {
        // The workspaces last, when nobody reads them any more.
        try (workspaces;
                countdown) {
            graders.forEach(Grader::close);
        }
    }

    /**
     * A bench that is ended in the middle of a run gives some verdict; nobody is to see it. The
     * process ends meanwhile.
     */
    private static void stopIfInterrupted() {
        // No hook can be added any more once the JVM is ending, and there is no other way to ask.
        Thread probe = new Thread();
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
        } catch (IllegalStateException ending) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
