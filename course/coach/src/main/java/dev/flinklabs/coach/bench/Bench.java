package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.workspace.Workspace;

/**
 * Grades workspaces in a JVM of their own. One for a phase's class path; closing it ends that JVM.
 */
public interface Bench extends AutoCloseable {

    /**
     * Compiles the workspace, runs its tests and gives the verdict. Whatever a student's code does,
     * this returns within the lab's limit plus the time that a JVM takes to start and to be killed.
     */
    LabVerdict grade(Lab lab, Workspace workspace, BenchListener listener);

    /** Ends the JVM, in the midst of a run too. To grade afterwards starts another. */
    @Override
    void close();
}
