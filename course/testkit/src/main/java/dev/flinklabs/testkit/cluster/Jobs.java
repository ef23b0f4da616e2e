package dev.flinklabs.testkit.cluster;

import com.sun.management.OperatingSystemMXBean;

import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionJobVertex;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.jobgraph.tasks.CheckpointCoordinatorConfiguration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The jobs that a lab has started on the cluster of this JVM since this was made, by whatever road.
 */
public final class Jobs implements StartedJobs {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Set<JobID> before = new HashSet<>();

    /** When a job last failed of a crash that was asked for; the end of time while it goes on. */
    private final Map<JobID, Long> expected = new HashMap<>();

    private final long still;

    /** Quiet is told as soon as it can be. */
    public Jobs() {
        this(Duration.ZERO);
    }

    /**
     * @param still for so long nothing has to move before the jobs count as quiet: longer than what
     *     they wait for outside of Flink before they fail
     */
    public Jobs(Duration still) {
        this.still = still.toNanos();
        list().forEach(job -> before.add(job.getJobId()));
    }

    @Override
    public Optional<Throwable> failure() {
        return failures().values().stream().findFirst();
    }

    /** Why jobs failed, by their ids. */
    public Map<JobID, Throwable> failures() {
        return failures(graphs());
    }

    @Override
    public boolean ended() {
        return ended(graphs());
    }

    @Override
    public boolean running() {
        return running(graphs());
    }

    @Override
    public int count() {
        return graphs().size();
    }

    /** How the job takes checkpoints that was started first. */
    public Checkpointing checkpointing() {
        CheckpointCoordinatorConfiguration settings =
                graphs().get(0).getCheckpointCoordinatorConfiguration();
        return settings == null || !settings.isCheckpointingEnabled()
                ? Checkpointing.NONE
                : new Checkpointing(
                        Optional.of(Duration.ofMillis(settings.getCheckpointInterval())),
                        settings.isExactlyOnce());
    }

    /**
     * How far time has come: the least watermark at any subtask that is not a source's, as the web
     * UI and REST tell it. None while a subtask has had none.
     */
    public Optional<Instant> watermark() {
        Set<JobVertexID> behindSources = new HashSet<>();
        for (AccessExecutionGraph graph : graphs()) {
            for (AccessExecutionJobVertex vertex : graph.getVerticesTopologically()) {
                if (!vertex.getName().startsWith("Source: ")) {
                    behindSources.add(vertex.getJobVertexId());
                }
            }
        }
        return JobMetrics.watermark(behindSources);
    }

    /** Takes a checkpoint of each job, and waits for it. Jobs that cannot take one go on. */
    public void checkpoint() {
        for (JobID job : ids(graphs())) {
            try {
                LabCluster.get()
                        .triggerCheckpoint(job, CheckpointType.CONFIGURED)
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (Exception e) {
                // What becomes of the job is seen in what comes out.
            }
        }
    }

    /** Every TaskManager dies. Waits until the jobs run on others, or will not run any more. */
    public void crash() {
        Set<ExecutionAttemptID> dead = attempts();
        graphs().forEach(graph -> expected.put(graph.getJobID(), Long.MAX_VALUE));
        CompletableFuture<Void> over = LabCluster.crash();
        await(() -> over.isDone() && running() && Collections.disjoint(attempts(), dead));
        for (AccessExecutionGraph graph : graphs()) {
            ErrorInfo failure = graph.getFailureInfo();
            boolean cameBack = failure != null && !graph.getState().isGloballyTerminalState();
            expected.put(graph.getJobID(), cameBack ? failure.getTimestamp() : Long.MIN_VALUE);
        }
    }

    private Set<ExecutionAttemptID> attempts() {
        Set<ExecutionAttemptID> attempts = new HashSet<>();
        for (AccessExecutionGraph graph : graphs()) {
            for (AccessExecutionVertex vertex : graph.getAllExecutionVertices()) {
                attempts.add(vertex.getCurrentExecutionAttempt().getAttemptId());
            }
        }
        return attempts;
    }

    /** {@inheritDoc} A Kafka consumer has begun when it has had an answer. */
    @Override
    public boolean reading() {
        List<AccessExecutionGraph> graphs = graphs();
        JobMetrics.Activity now = JobMetrics.of(ids(graphs));
        return running(graphs) && now.consumers() > 0 && now.waiting() == 0;
    }

    /**
     * {@inheritDoc}
     *
     * <p>It is of no use when the jobs have ended or failed, or when they are quiet. Quiet is that
     * nothing has moved in any operator while every Kafka consumer has been told twice more that
     * there is nothing new, and this JVM has stood idle.
     */
    @Override
    public boolean await(BooleanSupplier condition) {
        Quiet quiet = new Quiet(still);
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(PATIENCE)
                    .until(() -> condition.getAsBoolean() || useless(quiet));
        } catch (ConditionTimeoutException e) {
            // Still busy after all this time: what came out so far is what there is to say.
        }
        return condition.getAsBoolean();
    }

    @Override
    public List<String> observations() {
        List<AccessExecutionGraph> graphs = graphs();
        if (graphs.isEmpty()) {
            return List.of("No job was started.");
        }
        List<String> facts = new ArrayList<>();
        facts.add("The job is: " + String.join("; ", vertices(graphs)) + ".");
        if (ended(graphs)) {
            facts.add("It has ended.");
        } else if (!running(graphs)) {
            facts.add("Not all of its tasks run. The cluster has " + LabCluster.SLOTS + " slots.");
        } else {
            JobMetrics.Activity now = JobMetrics.of(ids(graphs));
            facts.add(
                    now.consumers() == 0
                            ? "It runs, and its source has found no partition of a topic."
                            : "It runs, and its source has read %s records.".formatted(now.read()));
        }
        StudentThreads.standing().ifPresent(facts::add);
        return facts;
    }

    private static List<String> vertices(List<AccessExecutionGraph> graphs) {
        List<String> names = new ArrayList<>();
        for (AccessExecutionGraph graph : graphs) {
            graph.getVerticesTopologically().forEach(vertex -> names.add(vertex.getName()));
        }
        return names;
    }

    private boolean useless(Quiet quiet) {
        List<AccessExecutionGraph> graphs = graphs();
        return ended(graphs) || !failures(graphs).isEmpty() || quiet.reached(graphs);
    }

    private static final class Quiet {

        private static final long STILL = TimeUnit.MILLISECONDS.toNanos(300);

        /**
         * While no consumer's answers can be counted, an idle JVM is the only sign, and a weaker
         * one.
         */
        private static final long STILL_UNCOUNTED = TimeUnit.MILLISECONDS.toNanos(1500);

        private static final double IDLE_CORES = 0.5;

        /**
         * Of the time between two looks no more than this counts: where this thread waits long for
         * its turn, those that do the work wait as well, and what stands still is the machine.
         */
        private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(25);

        private final long atLeast;
        private JobMetrics.Activity last;
        private long looked;
        private long still;
        private long cpu;

        Quiet(long atLeast) {
            this.atLeast = atLeast;
        }

        boolean reached(List<AccessExecutionGraph> graphs) {
            JobMetrics.Activity now = JobMetrics.of(ids(graphs));
            if (last == null
                    || now.progress() != last.progress()
                    || now.consumers() != last.consumers()) {
                restart(now);
                return false;
            }
            long time = System.nanoTime();
            still += Math.min(time - looked, BEAT);
            looked = time;
            if (now.consumers() > 0 && running(graphs)) {
                return still > Math.max(STILL, atLeast)
                        && now.fetches() >= last.fetches() + 2L * now.consumers();
            }
            if (still < Math.max(STILL_UNCOUNTED, atLeast)) {
                return false;
            }
            if (PROCESS.getProcessCpuTime() - cpu > still * IDLE_CORES) {
                restart(now);
                return false;
            }
            return true;
        }

        private void restart(JobMetrics.Activity now) {
            last = now;
            looked = System.nanoTime();
            still = 0;
            cpu = PROCESS.getProcessCpuTime();
        }
    }

    private List<AccessExecutionGraph> graphs() {
        List<AccessExecutionGraph> graphs = new ArrayList<>();
        for (JobStatusMessage job : list()) {
            if (!before.contains(job.getJobId())) {
                graphs.add(graph(job.getJobId()));
            }
        }
        return graphs;
    }

    private static Set<JobID> ids(List<AccessExecutionGraph> graphs) {
        return graphs.stream().map(AccessExecutionGraph::getJobID).collect(Collectors.toSet());
    }

    private Map<JobID, Throwable> failures(List<AccessExecutionGraph> graphs) {
        Map<JobID, Throwable> failures = new LinkedHashMap<>();
        for (AccessExecutionGraph graph : graphs) {
            // A job that was restarted still knows why; that it was meant to crash is no failure.
            if (graph.getFailureInfo() != null
                    && graph.getFailureInfo().getTimestamp()
                            > expected.getOrDefault(graph.getJobID(), Long.MIN_VALUE)) {
                failures.put(
                        graph.getJobID(),
                        graph.getFailureInfo()
                                .getException()
                                .deserializeError(Thread.currentThread().getContextClassLoader()));
            }
        }
        return failures;
    }

    private static boolean ended(List<AccessExecutionGraph> graphs) {
        return !graphs.isEmpty()
                && graphs.stream().allMatch(graph -> graph.getState().isGloballyTerminalState());
    }

    private static boolean running(List<AccessExecutionGraph> graphs) {
        return !graphs.isEmpty() && graphs.stream().allMatch(Jobs::tasksRun);
    }

    private static boolean tasksRun(AccessExecutionGraph graph) {
        for (AccessExecutionVertex vertex : graph.getAllExecutionVertices()) {
            ExecutionState state = vertex.getExecutionState();
            if (state != ExecutionState.RUNNING && state != ExecutionState.FINISHED) {
                return false;
            }
        }
        return true;
    }

    private static Iterable<JobStatusMessage> list() {
        try {
            return LabCluster.get().listJobs().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("The cluster did not list its jobs.", e);
        }
    }

    private static AccessExecutionGraph graph(JobID job) {
        try {
            return LabCluster.get()
                    .getExecutionGraph(job)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The cluster did not tell how job " + job + " goes.", e);
        }
    }
}
