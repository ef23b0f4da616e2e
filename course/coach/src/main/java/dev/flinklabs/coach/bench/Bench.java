package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.workspace.Workspace;

/**
 * Grades workspaces in a JVM of their own, one for a phase's class path. It belongs to this process
 * and is closed with it, or is left to the commands to come.
 */
public interface Bench extends AutoCloseable {

    /**
     * Compiles the workspace, runs its tests and gives the verdict. Whatever a student's code does,
     * this returns within the lab's limit plus the time that a JVM takes to start and to be killed.
     */
    LabVerdict grade(Lab lab, Workspace workspace, BenchListener listener);

    /**
     * Gives up a run in its midst. The JVM of this process ends; to grade afterwards starts
     * another. One that is kept for others goes on, and grades no more for this process.
     */
    @Override
    void close();
}
