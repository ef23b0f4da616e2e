package dev.flinklabs.testkit.cluster;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.test.util.MiniClusterPipelineExecutorServiceLoader;
import org.apache.flink.util.TemporaryClassLoaderContext;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The Flink cluster of this JVM: two TaskManagers with two slots each, started when it is first
 * asked for. It restarts no job: a failure is to be seen, unless the lab is about restarting.
 */
public final class LabCluster {

    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS_EACH = 2;
    static final int SLOTS = TASK_MANAGERS * SLOTS_EACH;
    private static final int PATIENCE_SECONDS = 30;

    private static MiniCluster cluster;

    /** How many TaskManagers have died; Flink counts those that start after them on. */
    private static int dead;

    private LabCluster() {}

    static synchronized MiniCluster get() {
        if (cluster == null) {
            cluster = start(new Configuration());
        }
        return cluster;
    }

    /**
     * Starts the cluster for somebody who wants to look at it; where it runs already, it stays as
     * it is.
     *
     * @param ports for its REST API and web UI, on this machine alone: the first one is taken that
     *     is free; 0 is any
     * @return where they are
     */
    public static synchronized URI serve(String ports) {
        if (cluster == null) {
            Configuration settings = new Configuration();
            settings.set(RestOptions.BIND_PORT, ports);
            settings.set(WebOptions.SUBMIT_ENABLE, true);
            // Who asks for more slots than there are is to read so, not to wait for five minutes.
            settings.set(JobManagerOptions.SLOT_REQUEST_TIMEOUT, Duration.ofSeconds(10));
            cluster = start(settings);
        }
        try {
            URI bound = cluster.getRestAddress().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return URI.create("http://localhost:" + bound.getPort());
        } catch (Exception e) {
            throw new IllegalStateException("The cluster does not tell where its web UI is.", e);
        }
    }

    /**
     * Makes {@code StreamExecutionEnvironment.getExecutionEnvironment()} mean this cluster, on
     * every thread, until {@link #leave()}; and the neutral locale this JVM's default.
     */
    public static void enter() {
        enter(new Configuration());
    }

    /**
     * As {@link #enter()}.
     *
     * @param usual settings of jobs that say nothing else themselves
     */
    public static void enter(Configuration usual) {
        // In Turkish, Flink's connector asks Kafka for the reset policy earlıest.
        Locale.setDefault(Locale.ROOT);
        LabEnvironment.install(get(), promptSettings(usual));
    }

    /**
     * Every TaskManager dies, and as many start in their place.
     *
     * @return done when nothing of the dead ones is left
     */
    static synchronized CompletableFuture<Void> crash() {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (int alive = dead + TASK_MANAGERS; dead < alive; dead++) {
            ends.add(cluster.terminateTaskManager(dead));
        }
        // Threads and shutdown hooks of those that start outlive the story. With the class loader
        // of whoever starts them they would hold on to the student's classes.
        try (TemporaryClassLoaderContext own =
                TemporaryClassLoaderContext.of(LabCluster.class.getClassLoader())) {
            for (int i = 0; i < TASK_MANAGERS; i++) {
                cluster.startTaskManager();
            }
        } catch (Exception e) {
            throw new IllegalStateException("No TaskManager starts in place of a dead one.", e);
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }

    /** Begins to cancel every job that still runs. */
    public static void cancelJobs() {
        for (JobStatusMessage job : running()) {
            get().cancelJob(job.getJobId());
        }
    }

    /** Cancels every job that still runs, waits for its end, and takes back {@link #enter()}. */
    public static void leave() {
        LabEnvironment.uninstall();
        List<JobStatusMessage> jobs = running();
        try {
            for (JobStatusMessage job : jobs) {
                get().cancelJob(job.getJobId()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            for (JobStatusMessage job : jobs) {
                get().requestJobResult(job.getJobId()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new IllegalStateException("The jobs of this lab could not be cancelled.", e);
        }
    }

    private static List<JobStatusMessage> running() {
        try {
            return get().listJobs().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                    .filter(job -> !job.getJobState().isGloballyTerminalState())
                    .toList();
        } catch (Exception e) {
            throw new IllegalStateException("The cluster did not list its jobs.", e);
        }
    }

    /** What an environment needs in order to run its jobs here. */
    static Configuration executionSettings(Configuration own) {
        return MiniClusterPipelineExecutorServiceLoader.updateConfigurationForMiniCluster(
                own, List.of(), userClassPath());
    }

    /**
     * Where a grading JVM reloads classes, it names an empty class path here: Flink then makes a
     * class loader for each job instead of loading a student's classes into its own for good.
     */
    private static List<URL> userClassPath() {
        String path = System.getProperty("lab.user.classpath");
        if (path == null) {
            return List.of();
        }
        try {
            return List.of(Path.of(path).toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("lab.user.classpath is no path: " + path, e);
        }
    }

    private static MiniCluster start(Configuration own) {
        Configuration settings = new Configuration();
        settings.set(RestOptions.BIND_ADDRESS, "localhost");
        settings.set(RestOptions.BIND_PORT, "0");
        settings.set(WebOptions.SUBMIT_ENABLE, false);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        // A TaskManager is not lost when a debugger holds it, or the machine is busy elsewhere.
        settings.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofMinutes(10));
        settings.setString(
                "metrics.reporter.lab.factory.class", JobMetrics.Factory.class.getName());
        settings.addAll(own);
        MiniCluster started =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(settings)
                                .setNumTaskManagers(TASK_MANAGERS)
                                .setNumSlotsPerTaskManager(SLOTS_EACH)
                                .build());
        try {
            started.start();
        } catch (Exception e) {
            throw new IllegalStateException("The Flink cluster of this JVM did not start.", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started), "cluster-stop"));
        return started;
    }

    private static void stop(MiniCluster started) {
        try {
            started.closeAsync().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            // The JVM ends; there is nobody left to tell.
        }
    }

    /**
     * Two subtasks of everything, and results that leave at once: nothing waits in a buffer,
     * watermarks follow each event.
     */
    private static Configuration promptSettings(Configuration usual) {
        Configuration settings = new Configuration();
        // With one subtask, what a shuffle does to order cannot be seen.
        settings.set(CoreOptions.DEFAULT_PARALLELISM, 2);
        settings.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(1));
        settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(1));
        settings.addAll(usual);
        return settings;
    }
}
