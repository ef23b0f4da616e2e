package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.trouble.Trouble;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Directories under {@code target/tmp}, named after the process that made them, so that those of
 * dead ones can be told.
 */
final class TemporaryDirectories {

    private static final Pattern NAME = Pattern.compile("bench-(\\d+)-.*");

    private TemporaryDirectories() {}

    /**
     * Makes one for this process, and sweeps away those that killed processes left.
     *
     * @throws Trouble when {@code parent} cannot be written
     */
    static Path claim(Path parent) {
        try {
            Files.createDirectories(parent);
            try (Stream<Path> entries = Files.list(parent)) {
                List<Path> stale = entries.filter(TemporaryDirectories::isStale).toList();
                stale.forEach(TemporaryDirectories::delete);
            }
            return Files.createTempDirectory(
                    parent, "bench-" + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw Trouble.disk(parent, e);
        }
    }

    /**
     * Deletes as much as can be deleted; what a dying process still holds is left to the next
     * sweep.
     */
    static void delete(Path directory) {
        try {
            Files.walkFileTree(
                    directory,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            return remove(file);
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failure) {
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path visited, IOException failure) {
                            return remove(visited);
                        }
                    });
        } catch (IOException e) {
            throw new IllegalStateException("no visit throws", e);
        }
    }

    private static FileVisitResult remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // As the contract says.
        }
        return FileVisitResult.CONTINUE;
    }

    private static boolean isStale(Path directory) {
        Matcher name = NAME.matcher(directory.getFileName().toString());
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }
}
