package dev.flinklabs.testkit.tool;

import dev.flinklabs.testkit.needs.Needs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of this machine that judges what a student has written, and that the course does not
 * bring along. It is asked for on the {@code PATH}.
 */
public final class CommandLineTool {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * What came of one run.
     *
     * @param exitCode 0 where the tool is content
     * @param text all that it has printed, its errors among it
     */
    public record Run(int exitCode, String text) {

        public boolean endedWell() {
            return exitCode == 0;
        }
    }

    private final String name;

    CommandLineTool(String name) {
        this.name = name;
    }

    /**
     * @param name of the command; labs' pages name their need of it alike
     * @throws AssertionError when it is not there; says what provides it
     */
    public static CommandLineTool of(String name) {
        Needs.ofTheCourse().demand(name);
        return new CommandLineTool(name);
    }

    /**
     * Runs it to its end.
     *
     * @param directory in which it is started, which exists
     * @throws AssertionError when it has not ended after a minute
     */
    public Run run(Path directory, String... arguments) {
        List<String> command = Stream.concat(Stream.of(name), Stream.of(arguments)).toList();
        try {
            Path printed = Files.createTempFile(directory, name, ".out");
            try {
                int exitCode = exitCode(command, directory, printed);
                return new Run(
                        exitCode, new String(Files.readAllBytes(printed), StandardCharsets.UTF_8));
            } finally {
                Files.delete(printed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int exitCode(List<String> command, Path directory, Path printed) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile())
                        .start();
        try {
            process.getOutputStream().close();
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new AssertionError(
                    "%s has not ended after %s seconds."
                            .formatted(String.join(" ", command), PATIENCE.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Waiting for %s was interrupted.".formatted(name), e);
        } finally {
            process.destroyForcibly();
        }
    }
}
