package dev.flinklabs.coach.runner;

import dev.flinklabs.coach.verdict.TestVerdict;

import java.io.Serializable;
import java.util.List;

/** What a runner tells its supervisor. */
public sealed interface Report extends Serializable {

    /** What the tests' libraries do once in a JVM is done. Comes once, in a run or before one. */
    record Warm() implements Report {}

    /** The workspace compiles; its tests begin. */
    record Compiled() implements Report {}

    /**
     * A test has begun.
     *
     * @param test as in {@link TestVerdict}
     * @param display as in {@link TestVerdict}
     */
    record Started(String test, String display) implements Report {}

    /** A test has ended. */
    record Ended(TestVerdict test) implements Report {}

    /**
     * The run is over.
     *
     * @param tests all of them; what a class does after its tests may have spoiled some that had
     *     ended well
     * @param broken why the lab could not be judged; empty when it was
     * @param worn whether this JVM must serve no further run, because something of this one is
     *     still in it
     */
    record Finished(List<TestVerdict> tests, String broken, boolean worn) implements Report {}

    /**
     * Where the run stands.
     *
     * @param what what a thread does and in which line, to follow "the code ran for 60 s without an
     *     end": {@code it is in a loop in FirstJob.java:41}
     * @param where the student's line; empty when no thread is in the student's code
     */
    record Stands(String what, String where) implements Report {}

    /**
     * The JVM begins to end without having been asked to.
     *
     * @param where the student's line that did it; empty when it was not the student's code
     */
    record Exiting(String where) implements Report {}
}
