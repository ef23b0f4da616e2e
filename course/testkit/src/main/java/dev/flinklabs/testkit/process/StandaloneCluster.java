package dev.flinklabs.testkit.process;

import dev.flinklabs.testkit.failure.JobFailure;

import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.util.FileUtils;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A Flink cluster of processes: a JobManager and TaskManagers, each a JVM of its own, started from
 * a {@code config.yaml} as Flink's scripts do it, memory included. They run on this machine and
 * nowhere else: addresses, ports and temporary directories are the cluster's own, whatever the file
 * says.
 */
public final class StandaloneCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int TRIES = 3;

    /** With the line's end: half of a line may have been written. */
    private static final Pattern LISTENS =
            Pattern.compile("Rest endpoint listening at [^ ]+:(\\d+)\\n");

    private static final Pattern PORT_TAKEN =
            Pattern.compile("BindException|Address already in use");

    private final Path directory;
    private final ClusterConfiguration configuration;
    private final Libraries libraries;
    private final List<JavaProcess> taskManagers = new ArrayList<>();
    private final JavaProcess jobManager;
    private RestClient rest;

    /** Starts the JobManager, and does not wait for it. */
    private StandaloneCluster(
            Path directory, ClusterConfiguration configuration, Libraries libraries) {
        this.directory = directory;
        this.configuration = configuration;
        this.libraries = libraries;
        this.jobManager =
                new JavaCommand(
                                "JobManager",
                                StandaloneSessionClusterEntrypoint.class.getName(),
                                libraries.jars())
                        .jvmOptions(configuration.jobManagerOptions())
                        .arguments(configuration.jobManagerArguments())
                        .start(directory.resolve("jobmanager"));
    }

    public static Plan plan() {
        return new Plan();
    }

    /** Asks the JobManager. */
    public RestClient rest() {
        return rest;
    }

    public JavaProcess jobManager() {
        return jobManager;
    }

    /** In the order in which they were started, those that have ended among them. */
    public List<JavaProcess> taskManagers() {
        return List.copyOf(taskManagers);
    }

    /** Starts one more, and does not wait for it. */
    public JavaProcess startTaskManager() {
        int number = taskManagers.size() + 1;
        JavaProcess started =
                new JavaCommand(
                                "TaskManager " + number,
                                TaskManagerRunner.class.getName(),
                                libraries.jars())
                        .jvmOptions(configuration.taskManagerOptions())
                        .arguments(configuration.taskManagerArguments())
                        .start(directory.resolve("taskmanager-" + number));
        taskManagers.add(started);
        return started;
    }

    /**
     * Packs a job, uploads it and runs its {@code main} method in the JobManager, with the
     * cluster's {@code lib/} and none of this JVM's classes. What the cluster's {@code config.yaml}
     * says of jobs, such as their parallelism, counts as it does for {@code flink run}.
     *
     * @param resources that the job reads, by name
     * @return the job's id
     * @throws RestFailure when it ends with an exception before there is a job
     */
    public String run(Class<?> main, List<String> resources, String... arguments) {
        return run(main, resources, Map.of(), List.of(arguments));
    }

    /**
     * The same, with settings for this job alone, as {@code flink run -D} takes them.
     *
     * @param settings count more than the cluster's {@code config.yaml}
     * @throws RestFailure when it ends with an exception before there is a job
     */
    public String run(
            Class<?> main,
            List<String> resources,
            Map<String, String> settings,
            List<String> arguments) {
        Path jar = directory.resolve(main.getSimpleName() + ".jar");
        JobJar.pack(main, jar, resources);
        Map<String, String> all = new TreeMap<>(configuration.ofClients());
        all.putAll(settings);
        return rest.run(rest.upload(jar), all, arguments);
    }

    /**
     * Waits until the condition holds.
     *
     * @param what is waited for, as a sentence that says that it has not come: {@code The job does
     *     not run.}
     * @throws ProcessFailure when it does not within three minutes, or the JobManager ends before
     */
    public void await(String what, BooleanSupplier condition) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(RestFailure.class)
                    .until(() -> !jobManager.isAlive() || condition.getAsBoolean());
        } catch (ConditionTimeoutException e) {
            throw new ProcessFailure(
                    what + " It was waited for %s s.".formatted(PATIENCE.toSeconds()),
                    jobManager,
                    processes());
        }
        if (!jobManager.isAlive()) {
            throw new ProcessFailure("The JobManager has ended.", jobManager, processes());
        }
    }

    /** What the processes have printed last, for a failure to carry as its cause. */
    public Throwable logs() {
        return ProcessFailure.logs(processes());
    }

    /** Kills every process, and deletes all that the cluster has written. */
    @Override
    public void close() {
        processes().forEach(JavaProcess::kill);
        delete(directory);
    }

    private void awaitStart() {
        await("The JobManager did not come up.", () -> listens().isPresent());
        int port = Integer.parseInt(listens().orElseThrow().group(1));
        rest = new RestClient(URI.create("http://localhost:" + port));
        await(
                "Not every TaskManager has registered.",
                () -> offering() == taskManagers.size() || deadTaskManager().isPresent());
        deadTaskManager()
                .ifPresent(
                        dead -> {
                            throw new ProcessFailure(
                                    "The %s ended at its start.".formatted(dead.name()),
                                    dead,
                                    processes());
                        });
    }

    /** How many TaskManagers there are slots of: they tell of them a moment after they register. */
    private long offering() {
        return rest.taskManagers().stream().filter(one -> one.slots() > 0).count();
    }

    private Optional<MatchResult> listens() {
        return jobManager.log().find(LISTENS);
    }

    private Optional<JavaProcess> deadTaskManager() {
        return taskManagers.stream().filter(process -> !process.isAlive()).findFirst();
    }

    private boolean lostItsPort() {
        return !jobManager.isAlive() && jobManager.log().find(PORT_TAKEN).isPresent();
    }

    private List<JavaProcess> processes() {
        List<JavaProcess> all = new ArrayList<>(taskManagers);
        all.add(0, jobManager);
        return all;
    }

    private static void delete(Path directory) {
        try {
            FileUtils.deleteDirectory(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a cluster is to be. */
    public static final class Plan {

        private static final String SMALL =
                """
                jobmanager.memory.process.size: 1g
                taskmanager.memory.process.size: 1g
                taskmanager.numberOfTaskSlots: 2
                """;

        private final Map<String, String> settings = new TreeMap<>();
        private String configuration = SMALL;
        private int taskManagers = 1;
        private Libraries libraries = Libraries.ofThisJvm();

        private Plan() {
            // A TaskManager that is up before its JobManager would wait ten seconds.
            set(ClusterOptions.ERROR_REGISTRATION_DELAY, "100 ms");
            set(ClusterOptions.REFUSED_REGISTRATION_DELAY, "100 ms");
            // A job is run when all TaskManagers are there: slots that lack then never come.
            set(ResourceManagerOptions.STANDALONE_CLUSTER_STARTUP_PERIOD_TIME, "1");
            // What a JobManager tells of a job is this old at the most.
            set(WebOptions.REFRESH_INTERVAL, "20");
            // A killed process is missed after two heartbeats; one that is slow is not.
            set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, "1 s");
            set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, "1 s");
        }

        /**
         * The text of {@code config.yaml}; if not said, one of small processes with two slots each.
         */
        public Plan configuration(String yaml) {
            configuration = yaml;
            return this;
        }

        /** One, if not said. */
        public Plan taskManagers(int count) {
            taskManagers = count;
            return this;
        }

        /**
         * The text of {@code workers}: a TaskManager for each host, all of which are this machine.
         *
         * @throws AssertionError when a host is another machine, or there are more than it can bear
         */
        public Plan workers(String text) {
            return taskManagers(Workers.parse(text).size());
        }

        /** What lies in the cluster's {@code lib/}: the jars of this JVM, if not said. */
        public Plan libraries(Libraries jars) {
            libraries = jars;
            return this;
        }

        /** What a test sets, over what the file says. */
        public Plan set(ConfigOption<?> option, String value) {
            settings.put(option.key(), value);
            return this;
        }

        /**
         * Starts all processes at once, and returns when every TaskManager offers its slots.
         *
         * @throws JobFailure when Flink refuses the configuration; then nothing was started
         * @throws ProcessFailure when a process ends, or does not get that far in three minutes
         */
        public StandaloneCluster start() {
            for (int left = TRIES - 1; ; left--) {
                StandaloneCluster cluster = launch();
                try {
                    for (int i = 0; i < taskManagers; i++) {
                        cluster.startTaskManager();
                    }
                    cluster.awaitStart();
                    return cluster;
                } catch (RuntimeException | Error e) {
                    boolean again = left > 0 && cluster.lostItsPort();
                    cluster.close();
                    if (!again) {
                        throw e;
                    }
                }
            }
        }

        private StandaloneCluster launch() {
            try {
                Path directory = Files.createTempDirectory("cluster-").toAbsolutePath();
                try {
                    return new StandaloneCluster(
                            directory,
                            new ClusterConfiguration(directory, configuration, settings),
                            libraries);
                } catch (IOException | RuntimeException | Error e) {
                    delete(directory);
                    throw e;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
