package dev.flinklabs.coach.trouble;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Why a command cannot go on. Its message is shown to the user as it is, without a stack trace:
 * what was found, what was expected, what to do.
 */
public final class Trouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    private Trouble(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The command line names something that is not there. */
    public static Trouble usage(String message) {
        return new Trouble(ExitCode.USAGE, message, null);
    }

    /** The course itself is broken. */
    public static Trouble course(String message) {
        return new Trouble(ExitCode.COURSE_BROKEN, message, null);
    }

    /** The user's machine does not let the coach work. */
    public static Trouble machine(String message) {
        return new Trouble(ExitCode.NOT_RUN, message, null);
    }

    /** What another process of the coach has said of its own trouble. */
    public static Trouble told(ExitCode exitCode, String message) {
        return new Trouble(exitCode, message, null);
    }

    /** A file of the course, or one that the coach keeps, cannot be read or written. */
    public static Trouble disk(Path path, IOException cause) {
        return new Trouble(ExitCode.NOT_RUN, sentence(path, cause), cause);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    private static String sentence(Path path, IOException cause) {
        Path named =
                cause instanceof FileSystemException failure && failure.getFile() != null
                        ? Path.of(failure.getFile())
                        : path;
        String reason = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (reason.contains("no space left") || reason.contains("quota exceeded")) {
            return "The disk is full: %s cannot be written. Free some space, then run the same command again."
                    .formatted(path);
        }
        if (cause instanceof AccessDeniedException || reason.contains("permission denied")) {
            return "%s may not be read or written by you. Give yourself the right to it (chown, chmod), then run the same command again."
                    .formatted(named);
        }
        if (reason.contains("read-only")) {
            return "%s lies on a read-only disk. Move the course to one that can be written, then run the same command again."
                    .formatted(named);
        }
        if (cause instanceof FileAlreadyExistsException
                || cause instanceof NotDirectoryException
                || reason.contains("not a directory")) {
            return "%s is a file, and a directory is needed there. Move it away, then run the same command again."
                    .formatted(fileAbove(named));
        }
        if (reason.contains("is a directory") || reason.contains("directory not empty")) {
            return "%s is a directory, and a file is needed there. Move it away, then run the same command again."
                    .formatted(path);
        }
        if (cause instanceof NoSuchFileException) {
            return "%s is not there any more. Run the same command again; when it stays away, get it back with git."
                    .formatted(named);
        }
        return "%s cannot be read or written: %s.".formatted(named, cause.getMessage());
    }

    /** The file itself, or the one among its parents that is no directory. */
    private static Path fileAbove(Path path) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                return above;
            }
        }
        return path;
    }
}
