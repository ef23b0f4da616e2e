package dev.flinklabs.testkit.story;

import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.failure.NotDone;

import java.util.Arrays;

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
    private Thread thread;
    private volatile Throwable thrown;

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
    void launch(Class<?> test) {
        String[] rendered =
                Arrays.stream(arguments).map(variables()::render).toArray(String[]::new);
        // A program that never ends does not give its thread back: execute() waits for the job.
        thread = new Thread(() -> run(rendered), "program of lab " + lab());
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        thread.start();
        jobs().await(() -> !thread.isAlive() || jobs().running());
        if (thrown != null && jobs().failure().isEmpty()) {
            throwWhatWasThrown();
        }
    }

    private void run(String[] rendered) {
        try {
            program.main(rendered);
        } catch (Throwable t) {
            thrown = t;
        }
    }

    private void throwWhatWasThrown() {
        if (NotDone.in(thrown).orElse(null) instanceof RuntimeException stub) {
            throw stub;
        }
        throw new JobFailure("The program ended with an exception before a job ran.", thrown);
    }

    @Override
    void end() {
        if (thread == null) {
            return;
        }
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError(
                    "The program did not end within %s s after its job was cancelled."
                            .formatted(PATIENCE_MILLIS / 1000));
        }
    }
}
