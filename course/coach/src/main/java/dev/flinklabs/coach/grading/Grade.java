package dev.flinklabs.coach.grading;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;

/**
 * A lab's verdict, held against what its page declares.
 *
 * @param defect what is wrong with the course itself, in a sentence; empty when nothing is. A
 *     verdict with a defect counts for nothing.
 */
public record Grade(Lab lab, LabVerdict verdict, String defect) {

    public boolean isGreen() {
        return exitCode() == ExitCode.GREEN;
    }

    /** How many of its tests are in this state. */
    public int count(Outcome outcome) {
        return (int)
                verdict.tests().stream().map(TestVerdict::outcome).filter(outcome::equals).count();
    }

    public ExitCode exitCode() {
        if (!defect.isEmpty()) {
            return ExitCode.COURSE_BROKEN;
        }
        return switch (verdict.outcome()) {
            case PASSED -> ExitCode.GREEN;
            case FAILED, NOT_DONE, BROKEN -> ExitCode.RED;
            case NOT_RUN -> ExitCode.NOT_RUN;
        };
    }
}
