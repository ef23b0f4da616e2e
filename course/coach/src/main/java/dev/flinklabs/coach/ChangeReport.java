package dev.flinklabs.coach;

import dev.flinklabs.coach.student.Change;
import dev.flinklabs.coach.student.StudentFiles;

import java.io.PrintStream;

/** Tells what has become of a student's files, and how to undo it. */
final class ChangeReport {

    private ChangeReport() {}

    /**
     * @param headline what the files are now, without an end of line
     */
    static void print(Course course, String headline, Change change) {
        PrintStream out = course.screen().out();
        out.printf("%s%n%n", headline);
        change.written().forEach(file -> out.println("  written   " + course.paths().shown(file)));
        change.removed().forEach(file -> out.println("  removed   " + course.paths().shown(file)));
        out.printf(
                "%nYour files as they were are saved in %s. Undo: ./lab restore %s%n",
                course.paths().shown(new StudentFiles(course.root()).saved(change.saved())),
                change.saved());
    }
}
