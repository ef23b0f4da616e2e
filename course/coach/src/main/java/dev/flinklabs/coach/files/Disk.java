package dev.flinklabs.coach.files;

import dev.flinklabs.coach.trouble.Trouble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Reads and writes whole files. What the disk refuses becomes a {@link Trouble} that names the
 * path.
 */
public final class Disk {

    private static final AtomicLong FRESH = new AtomicLong();

    private Disk() {}

    public static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Trouble.disk(file, e);
        }
    }

    /** The file's text, read as UTF-8; bytes that are none are replaced, not refused. */
    public static String readText(Path file) {
        return new String(read(file), StandardCharsets.UTF_8);
    }

    public static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw Trouble.disk(file, e);
        }
    }

    /**
     * Replaces the file in one step: a reader sees the old content or the new one, never half of
     * it.
     */
    public static void replace(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh =
                    file.resolveSibling(
                            ".%s.%d-%d.new"
                                    .formatted(
                                            file.getFileName(),
                                            ProcessHandle.current().pid(),
                                            FRESH.incrementAndGet()));
            try {
                Files.write(fresh, content);
                Files.move(
                        fresh,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw Trouble.disk(file, e);
        }
    }

    /** As {@link #replace(Path, byte[])}, in UTF-8. */
    public static void replace(Path file, String content) {
        replace(file, content.getBytes(StandardCharsets.UTF_8));
    }

    public static void createDirectories(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw Trouble.disk(directory, e);
        }
    }

    /** The entries of a directory, sorted by name; none when it is not there. */
    public static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw Trouble.disk(directory, e);
        }
    }

    /**
     * The regular files below a directory, at any depth, sorted by path; none when it is not there.
     */
    public static List<Path> filesBelow(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw Trouble.disk(directory, e);
        } catch (UncheckedIOException e) {
            // A folder in it went away while it was walked, or may not be read.
            throw Trouble.disk(directory, e.getCause());
        }
    }

    /** Deletes a file or a whole directory; does nothing when it is not there. */
    public static void delete(Path tree) {
        try {
            Files.walkFileTree(tree, new Deletion());
        } catch (NoSuchFileException e) {
            // Somebody else was faster.
        } catch (IOException e) {
            throw Trouble.disk(tree, e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
