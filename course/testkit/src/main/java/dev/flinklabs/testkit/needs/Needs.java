package dev.flinklabs.testkit.needs;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Tells a lab's test whether what the lab needs beside a JDK is on this machine. What that is, how
 * it is told and what is said when it is absent stands in {@code course/needs.properties}, which
 * {@code ./lab} reads too: there the lab is not run, here its tests fail, with the same words.
 */
public final class Needs {

    private static final String FILE = "course/needs.properties";
    private static final int PATIENCE_SECONDS = 3;

    private final Path root;
    private final Properties facts = new Properties();

    /**
     * @param root the course's directory
     */
    Needs(Path root) {
        this.root = root;
        try (Reader file = Files.newBufferedReader(root.resolve(FILE))) {
            facts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the course that this JVM was started in. */
    public static Needs ofTheCourse() {
        Path here = Path.of("").toAbsolutePath();
        return new Needs(
                Stream.iterate(here, above -> above != null, Path::getParent)
                        .filter(above -> Files.exists(above.resolve(FILE)))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "No directory above %s has %s."
                                                        .formatted(here, FILE))));
    }

    /**
     * Goes on only where it is there.
     *
     * @param need as pages name it
     * @throws AssertionError when it is absent; says what provides it
     */
    public void demand(String need) {
        String sentence = fact(need);
        if (!sentence.isEmpty() && !isThere(need)) {
            throw new AssertionError(sentence);
        }
    }

    /**
     * Where a Python environment lies, {@code bin/python} in it.
     *
     * @param need as pages name it
     * @throws AssertionError when it is absent; says what provides it
     */
    public Path environment(String need) {
        demand(need);
        return directory(need);
    }

    private boolean isThere(String need) {
        return facts.containsKey(need + ".environment")
                ? isWhole(need)
                : endsWell(fact(need + ".command"));
    }

    private boolean isWhole(String need) {
        Path stamp = directory(need).resolve("lock.txt");
        try {
            return Files.isExecutable(directory(need).resolve("bin/python"))
                    && Files.exists(stamp)
                    && Files.mismatch(stamp, root.resolve(fact(need + ".lock"))) < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path directory(String need) {
        return root.resolve(fact(need + ".environment"));
    }

    private boolean endsWell(String command) {
        try {
            Process process =
                    new ProcessBuilder(command.split(" "))
                            .directory(root.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                process.getOutputStream().close();
                return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String fact(String key) {
        String value = facts.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("%s has no '%s'.".formatted(FILE, key));
        }
        return value.strip();
    }
}
