package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.grading.Grader;
import dev.flinklabs.coach.report.Countdown;
import dev.flinklabs.coach.workspace.Workspace;
import dev.flinklabs.coach.workspace.Workspaces;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * A command that grades: its workspaces, its bench, and the line that tells how far it is. Leaves
 * nothing behind, whether it is closed or the process is interrupted.
 */
final class Session implements AutoCloseable {

    private final Workspaces workspaces;
    private final Grader grader;
    private final Countdown countdown;
    private final Thread onInterrupt = new Thread(this::closeAll, "clean-up");

    private Session(Workspaces workspaces, Grader grader, Countdown countdown) {
        this.workspaces = workspaces;
        this.grader = grader;
        this.countdown = countdown;
    }

    /**
     * @param tests how many tests there are to run in all
     */
    static Session open(Course course, int tests) {
        Session session =
                new Session(
                        Workspaces.open(course.root(), course.solutions(), course.starters()),
                        new Grader(course.benches(), course.needs()),
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

    Grade grade(Lab lab, Supplier<Workspace> workspace) {
        try {
            return grader.grade(lab, workspace, countdown.listener());
        } finally {
            stopIfInterrupted();
            countdown.runEnded(lab);
        }
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
        try (workspaces;
                grader;
                countdown) {
            // Closed in the reverse order: the workspaces last, when nobody reads them any more.
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
