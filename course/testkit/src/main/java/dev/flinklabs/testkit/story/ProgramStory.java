package dev.flinklabs.testkit.story;

import dev.flinklabs.testkit.cluster.Checkpointing;
import dev.flinklabs.testkit.cluster.Jobs;
import dev.flinklabs.testkit.cluster.LabCluster;
import dev.flinklabs.testkit.cluster.StartedJobs;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A story about a student's programs, which run as {@code flink run} would run them: each {@code
 * main} with its arguments.
 */
public final class ProgramStory extends BrokerStory<ProgramStory> {

    private static final long PATIENCE_MILLIS = 30_000;
    private static final int RESTARTS = 5;

    /** A {@code main} method. */
    @FunctionalInterface
    public interface Program {
        void main(String[] arguments) throws Exception;
    }

    private final Program program;
    private final List<LabRun.Main> besides = new ArrayList<>();
    private final List<RunningProgram> running = new ArrayList<>();
    private String[] arguments = {};
    private final Configuration usual = new Configuration();
    private Jobs jobs;

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

    /**
     * There is another program, with arguments of its own. {@link #start} starts the first program;
     * the second time it is said, the second one, and so on.
     */
    public ProgramStory and(Program program, String... arguments) {
        besides.add(new LabRun.Main(program, List.of(arguments)));
        return this;
    }

    /** The cluster restarts jobs that fail, at once and from their last checkpoints. */
    public ProgramStory restarting() {
        usual.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        usual.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
        usual.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        return this;
    }

    /**
     * Checkpoints come when the story says {@link #checkpoint}, and not by themselves, if a job
     * sets an interval of five minutes or more.
     */
    public ProgramStory checkpointsByHand() {
        // Flink takes the first one after this pause, not after the interval: as soon as the job
        // runs. A pause that is longer than the interval would become the interval.
        usual.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMinutes(5));
        return this;
    }

    /** Takes a checkpoint of each job, and waits for it; jobs that cannot take one go on. */
    public ProgramStory checkpoint() {
        jobs.checkpoint();
        return this;
    }

    /** Every TaskManager dies, and others start in their place. Waits until all jobs run again. */
    public ProgramStory crash() {
        jobs.crash();
        return this;
    }

    /** How the checkpoints of the job are configured that was started first. */
    public Checkpointing checkpointing() {
        return jobs.checkpointing();
    }

    /**
     * How far time has come in the jobs: the least watermark at any subtask that is not a source's,
     * as the web UI and REST tell it. None while a subtask has had none.
     */
    public Optional<Instant> watermark() {
        return jobs.watermark();
    }

    @Override
    ProgramStory self() {
        return this;
    }

    @Override
    LabRun.Main code(Class<?> test) {
        return new LabRun.Main(program, List.of(arguments), List.copyOf(besides));
    }

    @Override
    StartedJobs enter() {
        LabCluster.enter(usual);
        jobs = new Jobs(patience());
        return jobs;
    }

    @Override
    void launch(Class<?> test) {
        int next = running.size();
        LabRun.Main main = next == 0 ? code(test) : besides.get(next - 1);
        RunningProgram started = RunningProgram.start(lab(), main, variables());
        running.add(started);
        started.awaitJob(jobs, next + 1);
    }

    @Override
    void demandNoException() {
        running.forEach(
                program -> program.demandNoException(jobs, "The program ended with an exception."));
    }

    @Override
    void end() {
        if (!running.stream().allMatch(program -> program.endsWithin(PATIENCE_MILLIS))) {
            throw new AssertionError(
                    "The program did not end within %s s after its job was cancelled."
                            .formatted(PATIENCE_MILLIS / 1000));
        }
    }
}
