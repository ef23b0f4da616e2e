package dev.flinklabs.coach.verdict;

/** What became of a test, or of a lab. */
public enum Outcome {
    PASSED,
    /** It ran, and a rule of the page is broken. */
    FAILED,
    /** The stub is still there: {@code Lab 2.7 is not done yet}. */
    NOT_DONE,
    /** It could not be judged: does not compile, ran out of time or memory, ended the JVM. */
    BROKEN,
    /** What it needs is absent. */
    NOT_RUN
}
