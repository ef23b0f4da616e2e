package dev.flinklabs.coach.hints;

import dev.flinklabs.coach.catalogue.Lab;

import java.nio.file.Path;

/** Reads what a page says under {@code ## Done when}. */
public final class DoneWhen {

    private static final String HEADING = "Done when";

    private DoneWhen() {}

    /**
     * For a terminal, indented, each line ended; empty when the page says nothing there.
     *
     * @param root the course's directory: links to its files are shown relative to it
     */
    public static String of(Path root, Lab lab) {
        return Section.terminal(root, lab).of(Section.blocks(lab, HEADING));
    }
}
