package dev.flinklabs.coach.grading;

import dev.flinklabs.coach.bench.Bench;
import dev.flinklabs.coach.setup.SetUp;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.trouble.Trouble;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Sets up a phase when the first bench of it is asked for: nobody downloads what he does not use.
 */
public final class PreparedBenches implements BenchFactory {

    private final Path root;
    private final PrintStream screen;
    private final boolean terminal;
    private final BenchFactory benches;

    /**
     * @param screen hears how the set-up goes on
     * @param terminal whether a line on the screen can be overwritten
     */
    public PreparedBenches(Path root, PrintStream screen, boolean terminal, BenchFactory benches) {
        this.root = root;
        this.screen = screen;
        this.terminal = terminal;
        this.benches = benches;
    }

    /**
     * {@inheritDoc}
     *
     * @throws Trouble when the phase cannot be set up; why was said on the screen
     */
    @Override
    public Bench open(Path phase) {
        prepare(List.of(phase.getFileName().toString()));
        return benches.open(phase);
    }

    /**
     * Sets up those phases that are not.
     *
     * @param phases the names of their directories
     * @throws Trouble when they cannot be set up; why was said on the screen
     */
    public synchronized void prepare(List<String> phases) {
        List<String> lacking = lacking(phases);
        if (lacking.isEmpty()) {
            return;
        }
        int code = new SetUp(root, System.getenv(), screen, terminal, lacking).run();
        if (code != 0) {
            throw Trouble.told(
                    ExitCode.values()[code],
                    "Without its set-up, %s cannot be run.".formatted(String.join(", ", lacking)));
        }
    }

    /** Those of the phases that are not set up. */
    public List<String> lacking(List<String> phases) {
        Path setup = root.resolve(".lab").resolve("setup");
        return phases.stream()
                .filter(phase -> !Files.exists(setup.resolve(phase + ".classpath")))
                .toList();
    }
}
