package dev.flinklabs.testkit.story;

import dev.flinklabs.testkit.cluster.StartedJobs;
import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.failure.NotDone;
import dev.flinklabs.testkit.script.Variables;

/** A student's program on a thread of its own, as {@code flink run} would run it. */
public final class RunningProgram {

    private final Thread thread;
    private volatile Throwable thrown;

    private RunningProgram(String lab, LabRun.Main main, String[] arguments) {
        // A program that never ends does not give its thread back: execute() waits for the job.
        thread = new Thread(() -> run(main.program(), arguments), "program of lab " + lab);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
    }

    /** Starts a program with its arguments filled in. */
    public static RunningProgram start(String lab, LabRun.Main main, Variables variables) {
        RunningProgram program =
                new RunningProgram(
                        lab,
                        main,
                        main.arguments().stream().map(variables::render).toArray(String[]::new));
        program.thread.start();
        return program;
    }

    /**
     * Waits until a job of the program runs, or none will.
     *
     * @param count how many jobs there are with this one
     * @throws JobFailure when the program ended with an exception before a job ran; where the
     *     exception says that the lab is not done, that one is thrown
     */
    public void awaitJob(StartedJobs jobs, int count) {
        jobs.await(() -> !thread.isAlive() || jobs.count() >= count && jobs.running());
        demandNoException(jobs, "The program ended with an exception before a job ran.");
    }

    /**
     * Has to be asked before jobs are cancelled: a program that waits for one ends with an
     * exception then.
     *
     * @param what the fact before the exception
     * @throws JobFailure when the program has ended with an exception that is not a job's; where it
     *     says that the lab is not done, that one is thrown
     */
    void demandNoException(StartedJobs jobs, String what) {
        Throwable exception = thrown;
        if (exception == null || jobs.failure().isPresent()) {
            return;
        }
        if (NotDone.in(exception).orElse(null) instanceof RuntimeException stub) {
            throw stub;
        }
        throw new JobFailure(what, exception);
    }

    /** Whether the program has ended, at the latest after so many milliseconds. */
    boolean endsWithin(long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run(ProgramStory.Program program, String[] arguments) {
        try {
            program.main(arguments);
        } catch (Throwable t) {
            thrown = t;
        }
    }
}
