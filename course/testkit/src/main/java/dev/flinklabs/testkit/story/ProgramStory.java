package dev.flinklabs.testkit.story;

import java.util.List;

/**
 * A story about a student's program, which runs as {@code flink run} would run it: its {@code main}
 * with arguments.
 */
public final class ProgramStory extends BrokerStory<ProgramStory> {

    private static final long PATIENCE_MILLIS = 30_000;

    /** A {@code main} method. */
    @FunctionalInterface
    public interface Program {
        void main(String[] arguments) throws Exception;
    }

    private final Program program;
    private String[] arguments = {};
    private RunningProgram running;

    private ProgramStory(String lab, Program program) {
        super(lab);
        this.program = program;
    }

    public static ProgramStory ofLab(String lab, Program program) {
        return new ProgramStory(lab, program);
    }

    /** What the program is started with; {@code ${…}} is filled in. */
    public ProgramStory arguments(String... arguments) {
        this.arguments = arguments;
        return this;
    }

    @Override
    ProgramStory self() {
        return this;
    }

    @Override
    LabRun.Main code(Class<?> test) {
        return new LabRun.Main(program, List.of(arguments));
    }

    @Override
    void launch(Class<?> test) {
        running = RunningProgram.start(lab(), code(test), variables());
        running.awaitJob(jobs());
    }

    @Override
    void end() {
        if (running != null && !running.endsWithin(PATIENCE_MILLIS)) {
            throw new AssertionError(
                    "The program did not end within %s s after its job was cancelled."
                            .formatted(PATIENCE_MILLIS / 1000));
        }
    }
}
