package dev.flinklabs.ops;

import dev.flinklabs.testkit.stack.RunProof;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

/** What {@code ./lab run} starts, for each lab of this phase. */
class RunsTest {

    @TestFactory
    Stream<DynamicTest> a_lab_that_runs_gives_something_to_see() {
        return RunProof.ofPhase(RunsTest.class);
    }
}
