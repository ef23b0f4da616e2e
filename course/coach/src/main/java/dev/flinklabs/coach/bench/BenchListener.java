package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.verdict.TestVerdict;

/** Hears how a run goes on, for progress on a terminal. Called on the thread that grades. */
public interface BenchListener {

    BenchListener SILENT = test -> {};

    /** A test has ended. */
    void ended(TestVerdict test);
}
