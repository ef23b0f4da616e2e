package dev.flinklabs.coach.programs;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.trouble.Trouble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs other programs of the machine for what they print. */
public final class Program {

    private Program() {}

    /**
     * What the program printed on its standard output; empty when it is not there, does not end in
     * time, or does not end well. It gets no input.
     *
     * @param directory where it runs
     * @param deadline after which it is ended, and whatever it has started
     */
    public static Optional<byte[]> output(Path directory, Duration deadline, String... command) {
        Path printed = temporaryFile();
        Process process = null;
        try {
            // To a file, and not through a pipe: whoever inherits a pipe keeps its reader waiting.
            process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectOutput(printed.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return ended && process.exitValue() == 0
                    ? Optional.of(Disk.read(printed))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            if (process != null && process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            Disk.delete(printed);
        }
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("lab-", ".txt");
        } catch (IOException e) {
            throw Trouble.disk(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }
}
