package dev.flinklabs.coach.programs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process and all that it has started. */
public final class ProcessTree {

    /**
     * The killed are gone at once. Where the first process of a container does not ask after the
     * orphans that it gets, they seem to live on for ever.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private ProcessTree() {}

    /** Kills them all, and waits until they are gone: for five seconds at most. */
    public static void kill(Process process) {
        List<ProcessHandle> tree =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        tree.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(
                        tree.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
