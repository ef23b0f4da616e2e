package dev.flinklabs.coach;

import dev.flinklabs.coach.student.Change;
import dev.flinklabs.coach.student.StudentFiles;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what has become of a student's files, and how to undo it. */
final class ChangeReport {

    private ChangeReport() {}

    /**
     * @param headline what the files are now, without an end of line
     */
    static String of(Course course, String headline, Change change) {
        Stream<String> written =
                change.written().stream().map(file -> "  written   " + course.paths().shown(file));
        Stream<String> removed =
                change.removed().stream().map(file -> "  removed   " + course.paths().shown(file));
        return "%s\n\n%s\n\nYour files as they were are saved in %s. Undo: ./lab restore %s\n"
                .formatted(
                        headline,
                        Stream.concat(written, removed).collect(Collectors.joining("\n")),
                        course.paths().shown(new StudentFiles(course.root()).saved(change.saved())),
                        change.saved());
    }
}
