package dev.flinklabs.coach.student;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.starters.Starters;
import dev.flinklabs.coach.trouble.Trouble;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The reference solution as a student reads it: without the marks and stubs that starters are cut
 * by, with all its comments.
 */
public final class Reference {

    private Reference() {}

    /**
     * The files, relative to the lab's phase.
     *
     * @param root the course's directory
     * @throws Trouble when this edition of the course has no solutions
     */
    public static SourceTree of(Path root, Solutions solutions, Lab lab) {
        demand(root, solutions, lab);
        return new Starters(root, solutions).solution(lab);
    }

    /**
     * @param root the course's directory
     * @throws Trouble when this edition of the course has no solutions
     */
    public static void demand(Path root, Solutions solutions, Lab lab) {
        Path mirror = solutions.mirror(lab.phase());
        if (!Files.isDirectory(mirror)) {
            throw Trouble.machine(
                    "The reference solution of lab %s is not in this edition of the course: there is no %s. Ask whoever gave you the course."
                            .formatted(lab.id(), root.relativize(mirror)));
        }
    }
}
