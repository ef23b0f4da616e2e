package dev.flinklabs.coach.watch;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.trouble.Trouble;

/**
 * All that a lab's verdict hangs on: its files below {@code src/main}, which the student edits, and
 * its tests.
 */
public final class LabText {

    private LabText() {}

    /**
     * As it is on the disk now, relative to the lab's phase.
     *
     * @throws Trouble when it cannot be read, or changes while it is
     */
    public static SourceTree of(Lab lab) {
        return SourceTree.read(lab.phase(), "src", SourceTree.below(lab.directory()));
    }
}
