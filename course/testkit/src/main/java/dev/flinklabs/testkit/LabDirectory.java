package dev.flinklabs.testkit;

import org.apache.flink.util.FileUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory for a lab's files, under {@code java.io.tmpdir}. */
public final class LabDirectory implements AutoCloseable {

    private final String name;
    private Path path;

    /**
     * Makes nothing yet.
     *
     * @param name what it is called, before something that makes it unlike all others
     */
    public LabDirectory(String name) {
        this.name = name;
    }

    /** Makes it, empty. */
    public Path make() {
        try {
            path = Files.createTempDirectory(name + "-").toAbsolutePath();
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is; null before it is made. */
    public Path path() {
        return path;
    }

    /** Deletes it, if it was made, and all that lies in it. */
    @Override
    public void close() {
        if (path == null) {
            return;
        }
        try {
            FileUtils.deleteDirectory(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
