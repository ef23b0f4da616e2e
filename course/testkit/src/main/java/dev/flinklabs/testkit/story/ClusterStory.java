package dev.flinklabs.testkit.story;

import dev.flinklabs.testkit.conf.ConfFile;
import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.process.RestClient;
import dev.flinklabs.testkit.process.RestFailure;
import dev.flinklabs.testkit.process.SettingsText;
import dev.flinklabs.testkit.process.StandaloneCluster;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A story about a cluster of processes that is started from a student's {@code config.yaml} and
 * {@code workers}, and about a job that runs there, or does not. It is told once for a class of
 * tests; what came of it is asked for by each.
 */
public final class ClusterStory implements BeforeEachCallback, AfterAllCallback {

    private static final String CONFIGURATION = "config.yaml";
    private static final String WORKERS = "workers";

    private final String folder;
    private final Class<?> main;
    private final String[] arguments;
    private final ToldOnce once = new ToldOnce();
    private StandaloneCluster cluster;
    private RestClient.Job job;
    private Throwable jobFailure;
    private List<RestClient.TaskManager> taskManagers;

    private ClusterStory(String folder, Class<?> main, String[] arguments) {
        this.folder = folder;
        this.main = main;
        this.arguments = arguments;
    }

    /**
     * @param folder below {@code src/main/conf}, where the two files lie
     * @param main the job
     */
    public static ClusterStory of(String folder, Class<?> main, String... arguments) {
        return new ClusterStory(folder, main, arguments);
    }

    /** As they were when the job ran, or was known not to. */
    public List<RestClient.TaskManager> taskManagers() {
        return taskManagers;
    }

    /** The job, as it runs, or as it was when it was known not to. */
    public RestClient.Job job() {
        return job;
    }

    /** Why the job does not run; empty when it runs. */
    public Optional<Throwable> jobFailure() {
        return Optional.ofNullable(jobFailure);
    }

    /** Where the JobManager answers, and shows its web UI. */
    public URI webUi() {
        return cluster.rest().address();
    }

    /** The processes' logs, for a failure to carry as its cause. */
    public Throwable logs() {
        return cluster.logs();
    }

    /** The TaskManagers with their slots and memory, and where the subtasks are. */
    public String picture() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < taskManagers.size(); i++) {
            RestClient.TaskManager one = taskManagers.get(i);
            lines.add(
                    "TaskManager %s   %s MB   slots: %s, free: %s   %s"
                            .formatted(
                                    i + 1,
                                    one.processMemory().getMebiBytes(),
                                    one.slots(),
                                    one.freeSlots(),
                                    String.join(", ", subtasksIn(one.id()))));
        }
        List<String> waiting = subtasksIn("");
        if (!waiting.isEmpty()) {
            lines.add("nowhere         " + String.join(", ", waiting));
        }
        return String.join("\n", lines.stream().map(String::stripTrailing).toList());
    }

    /** Such as {@code 2 of totals}. */
    private List<String> subtasksIn(String taskManager) {
        List<String> found = new ArrayList<>();
        for (RestClient.Vertex vertex : job.vertices()) {
            long count =
                    vertex.subtasks().stream()
                            .filter(subtask -> subtask.taskManager().equals(taskManager))
                            .count();
            if (count > 0) {
                found.add("%s of %s".formatted(count, vertex.name()));
            }
        }
        return found;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        tellOnce(context.getRequiredTestClass());
    }

    /**
     * Tells the story, or throws again what went wrong when it was told. The cluster is there until
     * {@link #end}.
     *
     * @param test whose class loader has the two files
     */
    public void tellOnce(Class<?> test) throws Exception {
        once.tell(() -> tell(test.getClassLoader()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end();
    }

    /** Ends the cluster, if it was started. */
    public void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private void tell(ClassLoader files) {
        String configuration = read(files, CONFIGURATION);
        if (SettingsText.saysNothing(configuration)) {
            throw new AssertionError(
                    "config.yaml says nothing. Flink wants to know at least how large its processes are.");
        }
        cluster =
                StandaloneCluster.plan()
                        .configuration(configuration)
                        .workers(read(files, WORKERS))
                        .start();
        RestClient rest = cluster.rest();
        String id = run();
        cluster.await(
                "The job neither runs nor fails.",
                () -> rest.job(id).runs() || rest.failure(id).isPresent() && hasLetGo(id));
        job = rest.job(id);
        jobFailure = rest.failure(id).orElse(null);
        taskManagers = rest.taskManagers();
    }

    /**
     * Slots that a job was given, and that did not suffice, are free a moment after it has failed.
     */
    private boolean hasLetGo(String id) {
        RestClient.Overview now = cluster.rest().overview();
        return !cluster.rest().job(id).state().isGloballyTerminalState()
                || now.freeSlots() == now.slots();
    }

    private String run() {
        try {
            return cluster.run(main, List.of(), arguments);
        } catch (RestFailure e) {
            throw new JobFailure("The program ended with an exception before a job ran.", e);
        }
    }

    private String read(ClassLoader files, String name) {
        return ConfFile.read(files, folder + "/" + name);
    }
}
