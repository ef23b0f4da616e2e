package dev.flinklabs.testkit.process;

import dev.flinklabs.testkit.cluster.StartedJobs;

import org.apache.flink.api.common.JobStatus;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Jobs that were submitted to a cluster of processes, seen over its REST API. */
public final class SubmittedJobs implements StartedJobs {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final StandaloneCluster cluster;
    private final List<String> ids = new ArrayList<>();

    public SubmittedJobs(StandaloneCluster cluster) {
        this.cluster = cluster;
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
                .filter(job -> job.state() == JobStatus.FAILED)
                .flatMap(job -> cluster.rest().failure(job.id()).stream())
                .findFirst();
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
     * <p>It is of no use when the jobs have ended or failed, when the JobManager is gone, or when
     * half a minute is over.
     */
    @Override
    public boolean await(BooleanSupplier condition) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(RestFailure.class)
                    .until(() -> condition.getAsBoolean() || isOver());
        } catch (ConditionTimeoutException e) {
            // What came out so far is what there is to say.
        }
        return condition.getAsBoolean();
    }

    private boolean isOver() {
        return !cluster.jobManager().isAlive() || ended();
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
