package dev.flinklabs.testkit.process;

import dev.flinklabs.testkit.cluster.StartedJobs;

import org.apache.flink.api.common.JobStatus;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Jobs that were submitted to a cluster of processes, seen over its REST API. */
public final class SubmittedJobs implements StartedJobs {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    /** A job that failed so often by itself will not come back. */
    private static final int HOPELESS = 3;

    /**
     * Of the time between two looks no more than this counts: a busy machine is not a quiet job.
     */
    private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(50);

    private final StandaloneCluster cluster;
    private final long still;
    private final List<String> ids = new ArrayList<>();
    private long forgiven;

    /** Jobs that end by themselves. */
    public SubmittedJobs(StandaloneCluster cluster) {
        this(cluster, Duration.ZERO);
    }

    /**
     * @param still when a running job has moved no record for so long, it is not waited for any
     *     more; zero for jobs that end by themselves
     */
    public SubmittedJobs(StandaloneCluster cluster, Duration still) {
        this.cluster = cluster;
        this.still = still.toNanos();
    }

    /**
     * @param id as the cluster gave it
     */
    public void add(String id) {
        ids.add(id);
    }

    /** As they are now, in the order in which they were submitted. */
    public List<RestClient.Job> jobs() {
        return ids.stream().map(cluster.rest()::job).toList();
    }

    @Override
    public Optional<Throwable> failure() {
        return jobs().stream()
                .filter(job -> job.state() == JobStatus.FAILED || isHopeless(job.id()))
                .flatMap(job -> cluster.rest().failure(job.id()).stream())
                .findFirst();
    }

    /** Failures until now are nobody's fault. */
    public void forgive() {
        forgiven =
                ids.stream()
                        .flatMap(id -> cluster.rest().failures(id).stream())
                        .mapToLong(RestClient.Failure::time)
                        .max()
                        .orElse(0);
    }

    /**
     * Takes a checkpoint of each job that takes some by itself, and waits for it. The others go on,
     * and those that cannot take one.
     */
    public void checkpoint() {
        for (String id : ids) {
            try {
                if (cluster.rest().checkpointing(id).interval().isPresent()) {
                    String trigger = cluster.rest().triggerCheckpoint(id);
                    await(() -> cluster.rest().isOver(id, trigger));
                }
            } catch (RestFailure e) {
                // What becomes of the job is seen in what comes out.
            }
        }
    }

    @Override
    public boolean ended() {
        return started() && jobs().stream().allMatch(SubmittedJobs::hasEnded);
    }

    @Override
    public boolean running() {
        return started() && jobs().stream().allMatch(RestClient.Job::runs);
    }

    @Override
    public int count() {
        return ids.size();
    }

    /** {@inheritDoc} From outside, a source that runs has begun. */
    @Override
    public boolean reading() {
        return running();
    }

    /**
     * {@inheritDoc}
     *
     * <p>It is of no use when the jobs have ended or fail again and again, when the JobManager is
     * gone, when jobs that do not end by themselves stand still, or when half a minute is over.
     */
    @Override
    public boolean await(BooleanSupplier condition) {
        Quiet quiet = new Quiet();
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(RestFailure.class)
                    .until(() -> condition.getAsBoolean() || isOver() || quiet.reached());
        } catch (ConditionTimeoutException e) {
            // What came out so far is what there is to say.
        }
        return condition.getAsBoolean();
    }

    private boolean isOver() {
        return !cluster.jobManager().isAlive()
                || ended()
                || ids.stream().anyMatch(this::isHopeless);
    }

    /** Of a machine that is lacking nobody fails but the cluster. */
    private boolean isHopeless(String id) {
        return cluster.rest().failures(id).stream()
                        .filter(failure -> failure.time() > forgiven)
                        .filter(failure -> !lacksSlots(failure.cause()))
                        .count()
                >= HOPELESS;
    }

    private static boolean lacksSlots(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t.toString().contains("NoResourceAvailableException")) {
                return true;
            }
        }
        return false;
    }

    private final class Quiet {

        private long moved = -1;
        private long looked = System.nanoTime();
        private long counted;

        boolean reached() {
            if (still == 0 || !running()) {
                counted = 0;
                return false;
            }
            long now = ids.stream().mapToLong(cluster.rest()::moved).sum();
            long time = System.nanoTime();
            counted = now == moved ? counted + Math.min(time - looked, BEAT) : 0;
            moved = now;
            looked = time;
            return counted > still;
        }
    }

    @Override
    public List<String> observations() {
        if (!started()) {
            return List.of("No job was submitted.");
        }
        String names =
                jobs().stream()
                        .flatMap(job -> job.vertices().stream())
                        .map(RestClient.Vertex::name)
                        .collect(Collectors.joining("; "));
        return Stream.of(
                        "The job is: " + names + ".",
                        ended() ? "It has ended." : running() ? "It runs." : "Not all of it runs.")
                .toList();
    }

    /**
     * Cancels those that have not ended, and waits until they have.
     *
     * @return all as they were before; none when the JobManager was gone already
     */
    public List<RestClient.Job> end() {
        List<RestClient.Job> jobs = List.of();
        try {
            jobs = jobs();
            cancel();
        } catch (RestFailure e) {
            // With the JobManager its jobs are gone; the next story starts another one.
        }
        return jobs;
    }

    /** Cancels those that have not ended, and waits until they have. */
    public void cancel() {
        List<RestClient.Job> left = jobs().stream().filter(job -> !hasEnded(job)).toList();
        left.forEach(job -> cluster.rest().cancel(job.id()));
        if (!left.isEmpty()) {
            await(this::ended);
        }
    }

    private static boolean hasEnded(RestClient.Job job) {
        return job.state().isGloballyTerminalState();
    }
}
