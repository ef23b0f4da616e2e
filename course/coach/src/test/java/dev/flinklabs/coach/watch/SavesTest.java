package dev.flinklabs.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.SmallCourse;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.Disk;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** On a real disk. */
class SavesTest {

    /** As on the drives of Windows: the source is there, and does not know of what happens. */
    private static final FileEvents.Source SILENT = (directory, happened) -> Optional.of(() -> {});

    @TempDir Path directory;

    private final Semaphore changes = new Semaphore(0);
    private Lab lab;
    private Path file;
    private Path folder;

    static Stream<FileEvents.Source> sources() {
        return Stream.of(NativeFileEvents::open, FileEvents.Source.NONE);
    }

    @BeforeEach
    void a_course() {
        lab = SmallCourse.in(directory).lab("0.1");
        file = directory.resolve(SmallCourse.starter("0.1"));
        folder = file.getParent();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void a_file_that_is_written_in_place_is_noticed(FileEvents.Source source) throws Exception {
        try (Saves saves = follow(source)) {
            Files.writeString(file, "new");
            awaitChange();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void an_editor_that_writes_by_rename_is_noticed(FileEvents.Source source) throws Exception {
        try (Saves saves = follow(source)) {
            Path backup = folder.resolve("Orders.java~");
            Files.move(file, backup);
            Files.writeString(file, "by vim");
            Files.delete(backup);
            awaitChange();

            Path fresh = Files.writeString(folder.resolve("Orders.java.tmp"), "by others");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            awaitChange();
        }
    }

    @Test
    void a_file_that_is_renamed_or_deleted_is_noticed() throws Exception {
        try (Saves saves = follow(NativeFileEvents::open)) {
            Path renamed = Files.move(file, folder.resolve("Other.java"));
            awaitChange();
            Files.delete(renamed);
            awaitChange();
        }
    }

    @Test
    void a_new_file_in_a_new_folder_is_noticed() throws Exception {
        try (Saves saves = follow(NativeFileEvents::open)) {
            Path inner = Files.createDirectories(folder.resolve("inner/most"));
            Files.writeString(inner.resolve("More.java"), "");
            awaitChange();
            Files.writeString(inner.resolve("More.java"), "class More {}");
            awaitChange();
        }
    }

    @Test
    void a_folder_that_goes_and_comes_back_is_noticed() throws Exception {
        try (Saves saves = follow(NativeFileEvents::open)) {
            Disk.delete(lab.phase().resolve("src"));
            awaitChange();
            Files.createDirectories(folder);
            Files.writeString(file, "back");
            awaitChange();
            Files.writeString(file, "and changed");
            awaitChange();
        }
    }

    @Test
    void what_no_event_tells_is_found_by_looking() throws Exception {
        try (Saves saves = follow(SILENT)) {
            Files.writeString(file, "new");
            awaitChange();
            Files.writeString(file, "newer");
            awaitChange();
        }
    }

    @Test
    void nothing_is_told_after_it_is_closed() throws Exception {
        follow(FileEvents.Source.NONE).close();
        try (Saves second = follow(FileEvents.Source.NONE)) {
            Files.writeString(file, "new");
            awaitChange();
            Files.writeString(file, "newer");
            awaitChange();
        }

        assertThat(changes.availablePermits()).isZero();
    }

    /** Follows, and waits for the word that comes at the beginning. */
    private Saves follow(FileEvents.Source source) throws InterruptedException {
        Saves saves = Saves.of(lab, source, LabText::of, changes::release);
        awaitChange();
        return saves;
    }

    private void awaitChange() throws InterruptedException {
        assertThat(changes.tryAcquire(30, TimeUnit.SECONDS)).as("a change was told").isTrue();
    }
}
