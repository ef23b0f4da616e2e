package dev.flinklabs.coach.programs;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.trouble.Trouble;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
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
        try {
            return endsWell(directory, deadline, printed, Redirect.DISCARD, command)
                    ? Optional.of(Disk.read(printed))
                    : Optional.empty();
        } finally {
            Disk.delete(printed);
        }
    }

    /**
     * Whether the program ended well and in time. It gets no input.
     *
     * @param directory where it runs
     * @param deadline after which it is ended, and whatever it has started
     * @param log gets what it prints, errors too; what stood there before is gone
     */
    public static boolean endsWell(Path directory, Duration deadline, Path log, String... command) {
        return endsWell(directory, deadline, log, Redirect.appendTo(log.toFile()), command);
    }

    // To a file, and not through a pipe: whoever inherits a pipe keeps its reader waiting.
    private static boolean endsWell(
            Path directory, Duration deadline, Path output, Redirect errors, String... command) {
        Process process = null;
        try {
            Disk.write(output, new byte[0]);
            process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectOutput(Redirect.appendTo(output.toFile()))
                            .redirectError(errors)
                            .start();
            process.getOutputStream().close();
            return process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)
                    && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            if (process != null && process.isAlive()) {
                ProcessTree.kill(process);
            }
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
