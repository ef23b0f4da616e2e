package dev.flinklabs.testkit.process;

import org.apache.flink.configuration.CheckpointingOptions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import java.net.MalformedURLException;
import java.net.URL;
import java.time.Duration;

/**
 * The clusters of processes of this JVM: each a JobManager and TaskManagers, started when it is
 * first asked for. A job that finds no slots fails at once.
 */
public final class LabProcesses {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final String CONNECTOR = "flink-connector-kafka";

    private static final String CONFIGURATION =
            """
            jobmanager.memory.process.size: 1g
            taskmanager.memory.process.size: 1g
            taskmanager.numberOfTaskSlots: %s
            """;

    private static final LabProcesses BARE =
            new LabProcesses(Libraries.ofThisJvm().without(CONNECTOR), 1, 4);
    private static final LabProcesses EQUIPPED = new LabProcesses(Libraries.ofThisJvm(), 1, 4);
    private static final LabProcesses PAIR = new LabProcesses(Libraries.ofThisJvm(), 2, 1);

    private final Libraries libraries;
    private final int taskManagers;
    private final int slotsEach;
    private StandaloneCluster cluster;

    private LabProcesses(Libraries libraries, int taskManagers, int slotsEach) {
        this.libraries = libraries;
        this.taskManagers = taskManagers;
        this.slotsEach = slotsEach;
    }

    /**
     * One with a JobManager and one TaskManager, whose four slots are free. Like a Flink that was
     * just downloaded it has no Kafka connector in its {@code lib/}: a job brings its own.
     *
     * @throws ProcessFailure when it does not come that far in three minutes
     */
    public static StandaloneCluster get() {
        return BARE.ready();
    }

    /**
     * The same, with the Kafka connector in its {@code lib/}, as a company's has it.
     *
     * @throws ProcessFailure when it does not come that far in three minutes
     */
    public static StandaloneCluster withConnector() {
        return EQUIPPED.ready();
    }

    /**
     * One with two TaskManagers, one free slot each, for whoever kills one; with the connector. No
     * state is so small that it would not be written to a file.
     *
     * @throws ProcessFailure when it does not come that far in three minutes
     */
    public static StandaloneCluster pair() {
        return PAIR.ready();
    }

    private synchronized StandaloneCluster ready() {
        if (cluster != null && !isReady()) {
            cluster.close();
            cluster = null;
        }
        if (cluster == null) {
            cluster = start();
        }
        return cluster;
    }

    /** Where the jar of the Kafka connector lies, which is not in {@code lib/}. */
    public static URL connector() {
        try {
            return Libraries.ofThisJvm().jar(CONNECTOR).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A job may have taken a process with it, or hold on to its slots for ever. */
    private boolean isReady() {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(RestFailure.class)
                    .until(() -> !isWhole() || hasFreeSlots());
        } catch (ConditionTimeoutException e) {
            return false;
        }
        return isWhole();
    }

    private boolean isWhole() {
        return cluster.jobManager().isAlive()
                && cluster.taskManagers().stream().filter(JavaProcess::isAlive).count()
                        == taskManagers;
    }

    private boolean hasFreeSlots() {
        return cluster.rest().overview().freeSlots() == taskManagers * slotsEach;
    }

    private StandaloneCluster start() {
        StandaloneCluster started =
                StandaloneCluster.plan()
                        .configuration(CONFIGURATION.formatted(slotsEach))
                        .taskManagers(taskManagers)
                        .libraries(libraries)
                        .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, "0")
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "processes-stop"));
        return started;
    }
}
