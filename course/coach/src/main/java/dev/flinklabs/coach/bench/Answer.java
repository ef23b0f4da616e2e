package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.verdict.TestVerdict;

import java.io.Serializable;

/** What a keeper tells the command that has sent it on an {@link Errand}. */
sealed interface Answer extends Serializable {

    /** It is at work, or waits for its turn. Comes every second. */
    record Alive() implements Answer {}

    /** A test has ended. */
    record Ended(TestVerdict test) implements Answer {}

    /** The last answer. */
    record Done(LabVerdict verdict) implements Answer {}

    /** The last answer, where there is no verdict. */
    record Unable(ExitCode exitCode, String message) implements Answer {}
}
