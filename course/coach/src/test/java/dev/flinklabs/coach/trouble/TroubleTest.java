package dev.flinklabs.coach.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.coach.files.Disk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

class TroubleTest {

    private static final Path FILE = Path.of("/course/target/a.txt");

    @TempDir Path directory;

    @Test
    void a_full_disk_is_told_with_what_to_do() {
        assertThat(told(new IOException("No space left on device")))
                .isEqualTo(
                        "The disk is full: /course/target/a.txt cannot be written. Free some space, then run the same command again.");
        assertThat(told(new FileSystemException("/course/target", null, "Disk quota exceeded")))
                .startsWith("The disk is full:");
    }

    @Test
    void a_missing_right_names_the_file_that_lacks_it() {
        assertThat(told(new AccessDeniedException("/course/target")))
                .startsWith(
                        "/course/target may not be read or written by you. Give yourself the right");
    }

    @Test
    void a_read_only_disk_is_told() {
        assertThat(told(new FileSystemException("/course/target", null, "Read-only file system")))
                .startsWith("/course/target lies on a read-only disk.");
    }

    @Test
    void a_file_that_is_gone_is_told() {
        assertThat(told(new NoSuchFileException("/course/target")))
                .startsWith("/course/target is not there any more.");
    }

    @Test
    void anything_else_keeps_the_systems_words() {
        assertThat(told(new IOException("Input/output error")))
                .isEqualTo("/course/target/a.txt cannot be read or written: Input/output error.");
    }

    @Test
    void a_file_where_a_directory_should_be_is_named_however_deep_it_is_needed()
            throws IOException {
        Files.writeString(directory.resolve("a"), "");
        assertThatThrownBy(() -> Disk.replace(directory.resolve("a/b/c.txt"), ""))
                .hasMessageStartingWith(
                        directory.resolve("a") + " is a file, and a directory is needed there.");
    }

    @Test
    void a_directory_where_a_file_should_be_is_named_and_nothing_is_left() throws IOException {
        Files.createDirectories(directory.resolve("a/b"));
        assertThatThrownBy(() -> Disk.replace(directory.resolve("a"), ""))
                .hasMessageStartingWith(
                        directory.resolve("a") + " is a directory, and a file is needed there.");
        assertThat(directory).isDirectoryContaining("glob:**/a");
        assertThat(Disk.list(directory)).hasSize(1);
    }

    @Test
    void of_several_exit_codes_the_course_comes_before_red_and_red_before_not_run() {
        assertThat(
                        ExitCode.worst(
                                List.of(
                                        ExitCode.GREEN,
                                        ExitCode.NOT_RUN,
                                        ExitCode.RED,
                                        ExitCode.COURSE_BROKEN)))
                .isEqualTo(ExitCode.COURSE_BROKEN);
        assertThat(ExitCode.worst(List.of(ExitCode.GREEN, ExitCode.NOT_RUN, ExitCode.RED)))
                .isEqualTo(ExitCode.RED);
        assertThat(ExitCode.worst(List.of(ExitCode.GREEN, ExitCode.NOT_RUN)))
                .isEqualTo(ExitCode.NOT_RUN);
        assertThat(ExitCode.worst(List.of())).isEqualTo(ExitCode.GREEN);
    }

    private static String told(IOException cause) {
        Trouble trouble = Trouble.disk(FILE, cause);
        assertThat(trouble.exitCode()).isEqualTo(ExitCode.NOT_RUN);
        return trouble.getMessage();
    }
}
