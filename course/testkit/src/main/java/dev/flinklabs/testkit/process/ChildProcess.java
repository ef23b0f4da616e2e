package dev.flinklabs.testkit.process;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that runs beside this JVM. It ends with this JVM at the latest: in order by a shutdown
 * hook, and if this one is killed because its standard input ends then.
 */
public class ChildProcess implements AutoCloseable {

    private static final long LAST_STEPS_SECONDS = 5;

    /** Holds on to them: a process whose standard input is collected would end. */
    private static final Set<ChildProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> RUNNING.forEach(ChildProcess::kill), "processes-kill"));
    }

    private final String name;
    private final Process process;
    private final ProcessLog log;

    ChildProcess(String name, Process process, ProcessLog log) {
        this.name = name;
        this.process = process;
        this.log = log;
        RUNNING.add(this);
        process.onExit().thenRun(() -> RUNNING.remove(this));
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public ProcessLog log() {
        return log;
    }

    /** Asks it to end, by SIGTERM, and does not wait for it. */
    public void terminate() {
        // Process.destroy() would close its standard input too, and the leash would then end it.
        process.toHandle().destroy();
    }

    /**
     * Ends it and all that it started, by SIGKILL: nobody gets to say good-bye. Waits until they
     * are gone, for five seconds at the most.
     */
    public void kill() {
        List<ProcessHandle> tree =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        tree.forEach(ProcessHandle::destroyForcibly);
        // In a container where process 1 waits for nobody, what is dead is never gone.
        CompletableFuture.allOf(
                        tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, LAST_STEPS_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /**
     * Waits for its end.
     *
     * @return its exit code; empty when it still runs after this time
     */
    public OptionalInt awaitExit(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** Kills it, if it still runs. */
    @Override
    public void close() {
        kill();
    }
}
