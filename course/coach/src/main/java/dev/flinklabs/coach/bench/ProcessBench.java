package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.workspace.Workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Grades in a process of its own. It is started when first needed, serves all further workspaces,
 * and is replaced when a student's code has killed, blocked or spoiled it. One thread at a time may
 * grade; another one may close.
 */
public final class ProcessBench implements Bench {

    static final int HEAP_MEGABYTES = 512;

    private final Path classPathFile;
    private final Path temporary;
    private final int heapMegabytes;
    private final AtomicReference<RunnerProcess> runner = new AtomicReference<>();
    private final AtomicReference<Thread> farewell = new AtomicReference<>();
    private volatile boolean busy;

    /**
     * @param root the course, absolute; set-up has written the phase's class path to {@code
     *     .lab/setup/<phase>.classpath} there
     * @param phase the name of the phase's directory, such as {@code phase-0-baseline}
     */
    public ProcessBench(Path root, String phase) {
        this(root, phase, HEAP_MEGABYTES);
    }

    ProcessBench(Path root, String phase, int heapMegabytes) {
        this.classPathFile = classPathFile(root, phase);
        this.temporary = root.resolve("target").resolve("tmp");
        this.heapMegabytes = heapMegabytes;
    }

    /**
     * {@inheritDoc}
     *
     * @throws Trouble when no JVM can be started
     */
    @Override
    public LabVerdict grade(Lab lab, Workspace workspace, BenchListener listener) {
        return grade(RunTerms.of(lab), workspace.root(), listener);
    }

    LabVerdict grade(RunTerms terms, Path workspace, BenchListener listener) {
        long begun = System.nanoTime();
        busy = true;
        try {
            Run run = new Run(ready(), terms, listener);
            Duration time;
            try {
                run.on(workspace);
            } finally {
                time = Duration.ofNanos(System.nanoTime() - begun);
                retire(run.after());
            }
            return run.verdict(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while lab " + terms.lab() + " ran", e);
        } finally {
            busy = false;
        }
    }

    /**
     * Starts the JVM that the next run will need, if it is not there. Of the threads that grade.
     *
     * @throws Trouble when no JVM can be started
     */
    void prepare() {
        ready();
    }

    /** Ends the runner: in order between two runs, at once in the middle of one. */
    @Override
    public void close() {
        retire(busy ? Run.After.LOST : Run.After.WORN);
        waitForFarewell();
    }

    private void retire(Run.After state) {
        RunnerProcess last = state == Run.After.READY ? null : runner.getAndSet(null);
        if (last != null && state == Run.After.WORN) {
            // To end in order takes time, and nobody is to wait for it who waits for a verdict.
            waitForFarewell();
            Thread thread = new Thread(last::close, "farewell");
            farewell.set(thread);
            thread.start();
        } else if (last != null) {
            last.end();
        }
    }

    private void waitForFarewell() {
        Thread last = farewell.getAndSet(null);
        if (last != null) {
            try {
                last.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A runner may have died between two runs, by what the first of them left in it. */
    private RunnerProcess ready() {
        RunnerProcess last = runner.get();
        if (last != null && last.isAlive()) {
            return last;
        }
        retire(Run.After.LOST);
        RunnerProcess next = start();
        runner.set(next);
        return next;
    }

    private RunnerProcess start() {
        requireThere(classPathFile);
        Path own = TemporaryDirectories.claim(temporary);
        try {
            return new RunnerProcess(classPathFile, own, heapMegabytes);
        } catch (IOException e) {
            throw Trouble.machine("The JVM that grades cannot be started. " + e.getMessage());
        }
    }

    static Path classPathFile(Path root, String phase) {
        return root.resolve(".lab").resolve("setup").resolve(phase + ".classpath");
    }

    static void requireThere(Path classPathFile) {
        if (!Files.isRegularFile(classPathFile)) {
            throw Trouble.machine(
                    "The class path of this phase is not there: %s. Run ./lab, which writes it."
                            .formatted(classPathFile));
        }
    }
}
