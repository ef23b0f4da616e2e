package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.programs.ProcessTree;
import dev.flinklabs.coach.runner.Launch;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.workspace.Workspace;

import sun.misc.Signal;
import sun.misc.SignalHandler;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The JVM in which a lab runs for somebody to watch. It has this JVM's standard streams, and does
 * not outlive it.
 */
public final class StackProcess implements AutoCloseable {

    private static final int HEAP_MEGABYTES = 640;

    /** Of a JVM that ends because its memory is full. */
    private static final int OUT_OF_MEMORY = 3;

    private static final Signal CTRL_C = new Signal("INT");
    private static final Duration GOOD_MANNERS = Duration.ofSeconds(6);

    private final Path temporary;
    private final Process process;
    private final TerminalSettings settings;
    private final SignalHandler before;
    private final Thread killer = new Thread(this::end, "end-stack");

    private StackProcess(
            Path temporary, Process process, boolean terminal, TerminalSettings settings) {
        this.temporary = temporary;
        this.process = process;
        this.settings = settings;
        // Ctrl-C reaches both JVMs, and only the other one knows whether it ends a query or all.
        this.before = Signal.handle(CTRL_C, signal -> endUnless(terminal));
    }

    /**
     * Compiles a workspace and runs it.
     *
     * @param root as in {@link ProcessBench}
     * @param phase as in {@link ProcessBench}
     * @param terminal whether somebody sits at a terminal
     * @param arguments what the stack is to do
     * @throws Trouble when no JVM can be started
     */
    public static StackProcess start(
            Path root,
            String phase,
            Workspace workspace,
            boolean terminal,
            List<String> arguments) {
        Path classPathFile = ProcessBench.classPathFile(root, phase);
        ProcessBench.requireThere(classPathFile);
        Path temporary = TemporaryDirectories.claim(root.resolve("target").resolve("tmp"));
        try {
            List<String> command =
                    new ArrayList<>(
                            RunnerProcess.command(
                                    classPathFile, temporary, HEAP_MEGABYTES, Launch.class));
            // Warnings of the JVM itself would stand among the first lines on the screen.
            command.addAll(1, List.of("-Xlog:disable", "-XX:-PrintWarnings"));
            command.add(Long.toString(ProcessHandle.current().pid()));
            command.add(workspace.root().toString());
            command.addAll(arguments);
            TerminalSettings settings = TerminalSettings.save();
            StackProcess stack =
                    new StackProcess(
                            temporary,
                            new ProcessBuilder(command)
                                    .directory(temporary.toFile())
                                    .inheritIO()
                                    .start(),
                            terminal,
                            settings);
            Runtime.getRuntime().addShutdownHook(stack.killer);
            return stack;
        } catch (IOException e) {
            TemporaryDirectories.delete(temporary);
            throw Trouble.machine("The JVM that runs labs cannot be started. " + e.getMessage());
        }
    }

    /**
     * Waits for the end.
     *
     * @return an exit code for the caller of {@code ./lab}; that of the signal, where one ended it
     * @throws Trouble when the lab's code has used up the memory
     */
    public int waitFor() {
        try {
            int code = process.waitFor();
            return switch (code) {
                case OUT_OF_MEMORY ->
                        throw Trouble.told(
                                ExitCode.RED,
                                "The code ran out of memory (heap %s MB)."
                                        .formatted(HEAP_MEGABYTES));
                case Launch.FAILED -> ExitCode.COURSE_BROKEN.ordinal();
                default -> code;
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a lab ran", e);
        }
    }

    @Override
    public void close() {
        end();
        Signal.handle(CTRL_C, before);
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // This JVM is ending: the hook runs anyway, and finds nothing left to do.
        }
    }

    private void endUnless(boolean terminal) {
        if (!terminal) {
            process.destroy();
        }
    }

    /** Lets it end in order, or kills it and all that it started where that takes too long. */
    private void end() {
        process.destroy();
        try {
            process.waitFor(GOOD_MANNERS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ProcessTree.kill(process);
        settings.restore();
        TemporaryDirectories.delete(temporary);
    }
}
