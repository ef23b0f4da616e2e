package dev.flinklabs.coach.student;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.catalogue.Nearest;
import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.trouble.Trouble;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The files of a lab that a student works on: all below {@code src/main} that lie in a folder of
 * the lab, which are those that {@code check} compiles. They are replaced only as a whole, and
 * never before they are saved, in {@code .lab/saved/<id>-<n>}.
 */
public final class StudentFiles {

    private final Path saves;

    /**
     * @param root the course's directory
     */
    public StudentFiles(Path root) {
        this.saves = root.resolve(".lab").resolve("saved");
    }

    /** The files as they are now, relative to the phase. */
    public SourceTree of(Lab lab) {
        return SourceTree.read(lab.phase(), "src/main", SourceTree.below(lab.directory()));
    }

    /**
     * The files that two trees do not have in common: on one side only, or with another content.
     */
    public static SortedSet<String> differing(SourceTree one, SourceTree other) {
        SortedSet<String> paths = new TreeSet<>(one.files().keySet());
        paths.addAll(other.files().keySet());
        paths.removeIf(path -> Arrays.equals(one.files().get(path), other.files().get(path)));
        return paths;
    }

    /**
     * Saves the files, then replaces them.
     *
     * @param by what to replace them by; what is not in there is removed
     * @return empty when there was nothing to replace; then nothing was saved
     * @throws Trouble when the disk refuses; the message says where the files are saved, if they
     *     were to be touched
     */
    public Optional<Change> replace(Lab lab, SourceTree by) {
        SourceTree now = of(lab);
        SortedSet<String> differing = differing(now, by);
        if (differing.isEmpty()) {
            return Optional.empty();
        }
        String saved = save(lab, now);
        List<Path> written = new ArrayList<>();
        List<Path> removed = new ArrayList<>();
        try {
            // Removed first: a file may have to lie where a folder was.
            for (String path : differing) {
                if (!by.files().containsKey(path)) {
                    removed.add(remove(lab, path));
                }
            }
            for (String path : differing) {
                if (by.files().containsKey(path)) {
                    Path file = lab.phase().resolve(path);
                    Disk.replace(file, by.files().get(path));
                    written.add(file);
                }
            }
        } catch (Trouble e) {
            throw Trouble.machine(
                    "%s Your files as they were: ./lab restore %s"
                            .formatted(e.getMessage(), saved));
        }
        return Optional.of(new Change(saved, written, removed));
    }

    /** Where a save lies. */
    public Path saved(String name) {
        return saves.resolve(name);
    }

    /**
     * The lab that a save is of.
     *
     * @throws Trouble when nothing is saved under that name
     */
    public Lab labOf(String name, Catalogue catalogue) {
        List<String> names =
                Disk.list(saves).stream().map(save -> save.getFileName().toString()).toList();
        if (names.isEmpty()) {
            throw Trouble.usage(
                    "Nothing is saved yet. reset and reveal --apply save your files before they"
                            + " change them.");
        }
        Optional<Lab> lab =
                names.contains(name)
                        ? catalogue.lab(name.substring(0, Math.max(0, name.lastIndexOf('-'))))
                        : Optional.empty();
        return lab.orElseThrow(
                () ->
                        Trouble.usage(
                                "Nothing of a lab is saved as '%s'. Nearest: %s. All lie in %s."
                                        .formatted(
                                                name,
                                                String.join(", ", Nearest.to(name, names)),
                                                saves)));
    }

    /** What was saved, relative to the phase of its lab. */
    public SourceTree read(String name) {
        return SourceTree.read(saved(name), "", path -> true);
    }

    private String save(Lab lab, SourceTree files) {
        Disk.createDirectories(saves);
        Path save = claim(lab);
        try {
            files.writeTo(save);
        } catch (Trouble e) {
            Disk.delete(save);
            throw e;
        }
        return save.getFileName().toString();
    }

    /** The first free number; another process may be looking for one at the same time. */
    private Path claim(Lab lab) {
        for (int n = 1; ; n++) {
            Path free = saves.resolve(lab.id() + "-" + n);
            try {
                return Files.createDirectory(free);
            } catch (FileAlreadyExistsException e) {
                // Taken.
            } catch (IOException e) {
                throw Trouble.disk(free, e);
            }
        }
    }

    /** Removes the folders too that are empty then. */
    private static Path remove(Lab lab, String path) {
        Path top = lab.phase().resolve("src").resolve("main");
        Path file = lab.phase().resolve(path);
        Disk.delete(file);
        for (Path folder = file.getParent();
                !folder.equals(top) && Disk.list(folder).isEmpty();
                folder = folder.getParent()) {
            Disk.delete(folder);
        }
        return file;
    }
}
