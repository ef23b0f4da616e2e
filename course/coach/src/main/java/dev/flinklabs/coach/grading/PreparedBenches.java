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
        prepare(phase.getFileName().toString());
        return benches.open(phase);
    }

    /**
     * Sets up a phase that is not.
     *
     * @param phase the name of its directory
     * @throws Trouble when it cannot be set up; why was said on the screen
     */
    public synchronized void prepare(String phase) {
        if (Files.exists(root.resolve(".lab").resolve("setup").resolve(phase + ".classpath"))) {
            return;
        }
        int code = new SetUp(root, System.getenv(), screen, terminal, List.of(phase)).run();
        if (code != 0) {
            throw Trouble.told(
                    ExitCode.values()[code],
                    "Without its set-up, %s cannot be run.".formatted(phase));
        }
    }
}
