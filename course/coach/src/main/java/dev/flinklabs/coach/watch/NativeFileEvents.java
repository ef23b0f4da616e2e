package dev.flinklabs.coach.watch;

import io.methvin.watcher.DirectoryWatcher;

import org.slf4j.helpers.NOPLogger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** The events of the operating system. */
final class NativeFileEvents implements FileEvents {

    private final DirectoryWatcher watcher;

    private NativeFileEvents(DirectoryWatcher watcher) {
        this.watcher = watcher;
    }

    /** As {@link FileEvents.Source#open}; empty where a limit of the system is reached, too. */
    static Optional<FileEvents> open(Path directory, Runnable happened) {
        try {
            DirectoryWatcher watcher =
                    DirectoryWatcher.builder()
                            .path(directory)
                            .listener(event -> happened.run())
                            .fileHashing(false)
                            .logger(NOPLogger.NOP_LOGGER)
                            .build();
            watcher.watchAsync(NativeFileEvents::startDaemon);
            return Optional.of(new NativeFileEvents(watcher));
        } catch (IOException | UncheckedIOException | LinkageError e) {
            // The last: on macOS a native library is loaded.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            watcher.close();
        } catch (IOException e) {
            // Nobody listens any more.
        }
    }

    private static void startDaemon(Runnable body) {
        Thread thread = new Thread(body, "file-events");
        thread.setDaemon(true);
        thread.start();
    }
}
