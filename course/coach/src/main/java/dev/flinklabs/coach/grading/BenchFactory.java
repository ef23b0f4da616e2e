package dev.flinklabs.coach.grading;

import dev.flinklabs.coach.bench.Bench;

import java.nio.file.Path;

/** Sets up benches. */
@FunctionalInterface
public interface BenchFactory {

    /**
     * A bench with a phase's class path.
     *
     * @param phase the phase's directory, absolute
     */
    Bench open(Path phase);
}
