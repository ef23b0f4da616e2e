package dev.flinklabs.coach.watch;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.grading.Grade;

import java.time.Duration;
import java.util.Optional;

/**
 * What there is to show of a watched lab.
 *
 * @param lab the lab in hand
 * @param running the run under way; empty when there is none
 * @param verdict the last one: of the text as it is now, unless there is a run under way
 * @param report the file in which there is more of the verdict, as it is shown
 * @param afterGreen what comes after a green verdict; empty after another one
 * @param trouble why something could not be done, in a sentence; empty when all could
 * @param sheet what covers the verdict
 */
record Board(
        Lab lab,
        Optional<Running> running,
        Optional<Grade> verdict,
        Optional<String> report,
        String afterGreen,
        String trouble,
        Optional<Sheet> sheet) {

    /**
     * A run under way.
     *
     * @param ended how many tests have ended
     * @param time since its beginning
     */
    record Running(int ended, Duration time) {}
}
