package dev.flinklabs.coach.report;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.Disk;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/** Where things of a lab lie, as a student in the course's directory would type it. */
public final class LabPaths {

    /** A list of files longer than this is no help; the globs say more. */
    private static final int MOST_FILES = 4;

    private final Path root;

    public LabPaths(Path root) {
        this.root = root;
    }

    public String page(Lab lab) {
        return shown(lab.page());
    }

    /**
     * The files that the student edits: those with a stub as long as there is one, for the others
     * may stay as they are; then all of them. The page's globs where none is there or where they
     * are many.
     */
    List<String> edited(Lab lab) {
        List<PathMatcher> globs =
                lab.edit().stream()
                        .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                        .toList();
        List<Path> all =
                Disk.filesBelow(lab.phase().resolve("src").resolve("main")).stream()
                        .filter(
                                file ->
                                        globs.stream()
                                                .anyMatch(
                                                        glob ->
                                                                glob.matches(
                                                                        lab.phase()
                                                                                .relativize(file))))
                        .toList();
        List<Path> stubs = all.stream().filter(file -> isStub(lab, file)).toList();
        List<String> files = (stubs.isEmpty() ? all : stubs).stream().map(this::shown).toList();
        return files.isEmpty() || files.size() > MOST_FILES
                ? lab.edit().stream().map(glob -> shown(lab.phase()) + "/" + glob).toList()
                : files;
    }

    private static boolean isStub(Lab lab, Path file) {
        return Disk.readText(file).contains("Lab %s is not done yet".formatted(lab.id()));
    }

    /** A path within the course's directory, relative to it. */
    public String shown(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    /** The three steps of a lab, one a line, without an end of line behind the last. */
    String steps(Lab lab) {
        return "  read    %s\n  edit    %s\n  check   ./lab check %s"
                .formatted(page(lab), String.join("\n          ", edited(lab)), lab.id());
    }
}
