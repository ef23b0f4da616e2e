package dev.flinklabs.testkit.story;

import dev.flinklabs.testkit.LabDirectory;
import dev.flinklabs.testkit.cluster.Checkpointing;
import dev.flinklabs.testkit.cluster.StartedJobs;
import dev.flinklabs.testkit.conf.ConfFile;
import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.failure.NotDone;
import dev.flinklabs.testkit.process.JavaProcess;
import dev.flinklabs.testkit.process.LabProcesses;
import dev.flinklabs.testkit.process.RestClient;
import dev.flinklabs.testkit.process.RestFailure;
import dev.flinklabs.testkit.process.SettingsText;
import dev.flinklabs.testkit.process.StandaloneCluster;
import dev.flinklabs.testkit.process.SubmittedJobs;
import dev.flinklabs.testkit.script.SqlScript;
import dev.flinklabs.testkit.script.Variables;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.util.FileUtils;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A story about a student's program or script that is packed into a jar and submitted to the
 * cluster of processes: what it is made of has to travel from one JVM to others, and it finds there
 * only what it brings along and what lies in {@code lib/}.
 *
 * <p>The job should be bounded: a wait ends when it has ended, and only then at once. On {@link
 * #onTwoMachines() two machines} it may go on for ever.
 */
public final class ProcessStory extends BrokerStory<ProcessStory> {

    /**
     * A line that is logged, or goes on with one that is; what the job itself prints looks
     * otherwise.
     */
    private static final Pattern LOGGED =
            Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} .*|\\s.*|");

    /** Longer than the JobManager takes to hear of records, and than a source waits for more. */
    static final Duration QUIET = Duration.ofSeconds(4);

    private final Class<?> main;
    private final String script;
    private String[] arguments = {};
    private String settingsFile;
    private String settings = "";
    private boolean machines;
    private final LabDirectory storage = new LabDirectory("storage");
    private final LabDirectory disk = new LabDirectory("disk");
    private StandaloneCluster cluster;
    private List<Integer> logsBegin = List.of();
    private SubmittedJobs submitted;
    private List<RestClient.Job> jobs = List.of();

    private ProcessStory(String lab, Class<?> main, String script) {
        super(lab);
        this.main = main;
        this.script = script;
    }

    /**
     * @param lab the lab's id
     * @param main whose {@code main} method is run
     */
    public static ProcessStory ofLab(String lab, Class<?> main) {
        return new ProcessStory(lab, main, null);
    }

    /**
     * @param lab the lab's id
     * @param script of SQL, which lies beside the test's class
     */
    public static ProcessStory ofLab(String lab, String script) {
        return new ProcessStory(lab, ScriptProgram.class, script);
    }

    /** What the program is started with; {@code ${…}} is filled in. */
    public ProcessStory arguments(String... arguments) {
        this.arguments = arguments;
        return this;
    }

    /** The job brings the jar of the Kafka connector along. */
    public ProcessStory withConnector() {
        settings = "pipeline.classpaths: ${%s}\n".formatted(Variables.CONNECTOR);
        return this;
    }

    /**
     * The job runs on two TaskManagers with a slot each, as if on two machines, and has the Kafka
     * connector there. {@code ${storage}} is a directory that all machines see, {@code ${disk}} one
     * on the disk that each has for itself; both are URIs.
     */
    public ProcessStory onTwoMachines() {
        machines = true;
        return this;
    }

    /**
     * Checkpoints come when the story says {@link #checkpoint}, and not by themselves, if a job
     * sets an interval of five minutes or more.
     */
    public ProcessStory checkpointsByHand() {
        // Flink takes the first one after this pause, not after the interval.
        settings += CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS.key() + ": 5 min\n";
        return this;
    }

    /**
     * Takes a checkpoint of the job, and waits for it; a job that takes none by itself goes on
     * without.
     */
    public ProcessStory checkpoint() {
        submitted.checkpoint();
        return this;
    }

    /**
     * One of the two machines dies: its TaskManager by SIGKILL, and its disk with it. When the job
     * has noticed, another machine comes in its place. Waits until the job runs again, or will not.
     *
     * @throws JobFailure when the job has failed before
     */
    public ProcessStory crash() {
        submitted
                .failure()
                .ifPresent(
                        cause -> {
                            throw new JobFailure("The job failed before a machine died.", cause);
                        });
        Set<String> before = registered();
        cluster.taskManagers().stream()
                .filter(JavaProcess::isAlive)
                .findFirst()
                .ifPresent(JavaProcess::kill);
        disk.close();
        submitted.await(() -> !submitted.running());
        cluster.startTaskManager();
        cluster.await(
                "No TaskManager came in place of the one that was killed.",
                () -> {
                    Set<String> now = registered();
                    return now.size() == before.size() && !now.equals(before);
                });
        submitted.forgive();
        submitted.await(submitted::running);
        return this;
    }

    private Set<String> registered() {
        return cluster.rest().taskManagers().stream()
                .filter(one -> one.slots() > 0)
                .map(RestClient.TaskManager::id)
                .collect(Collectors.toSet());
    }

    /** How the checkpoints of the job are configured that was started first. */
    public Checkpointing checkpointing() {
        return cluster.rest().checkpointing(submitted.jobs().get(0).id());
    }

    /**
     * Where the last checkpoint lies: the URI with {@code ${storage}} or {@code ${disk}} for what
     * these are; empty when it lies in the JobManager's memory, or there was none.
     */
    public Optional<String> lastCheckpoint() {
        return cluster.rest().lastCheckpoint(submitted.jobs().get(0).id()).map(this::named);
    }

    private String named(String uri) {
        String path = new org.apache.flink.core.fs.Path(uri).getPath();
        return path.replace(storage.path().toString(), "${storage}")
                .replace(disk.path().toString(), "${disk}");
    }

    /**
     * The settings of Flink with which the job is submitted, as the student wrote them; {@code
     * ${…}} is filled in.
     *
     * @param file YAML, from {@code src/main/conf} on, such as {@code lab05/guest-orders.yaml}
     */
    public ProcessStory settings(String file) {
        settingsFile = file;
        return this;
    }

    /** The jobs as they were when the story was over. */
    public List<RestClient.Job> jobsAtTheEnd() {
        return jobs;
    }

    @Override
    ProcessStory self() {
        return this;
    }

    @Override
    LabRun.Code code(Class<?> test) {
        return script == null
                ? new LabRun.Main(this::runHere, List.of(arguments))
                : new LabRun.Script(lab(), SqlScript.beside(test, script), List.of(), List.of(), 1);
    }

    private void runHere(String[] rendered) throws Exception {
        main.getMethod("main", String[].class).invoke(null, (Object) rendered);
    }

    @Override
    void addVariables(Map<String, String> values) {
        values.put(Variables.CONNECTOR, LabProcesses.connector().toString());
        if (machines) {
            values.put("storage", uri(storage.make()));
            values.put("disk", uri(disk.make()));
        }
    }

    /** As Flink writes it, without a slash at the end. */
    private static String uri(Path directory) {
        return "file://" + directory.toUri().getPath().replaceAll("/+$", "");
    }

    @Override
    StartedJobs enter() {
        cluster = machines ? LabProcesses.pair() : LabProcesses.get();
        logsBegin = logs().stream().map(String::length).toList();
        submitted = new SubmittedJobs(cluster, machines ? QUIET : Duration.ZERO);
        return submitted;
    }

    @Override
    void cancel() {
        jobs = submitted.end();
    }

    @Override
    void leave() {
        // SubmittedJobs has waited for the end of those that it cancelled.
        if (machines) {
            // The JobManager may still be deleting there what it has no more use for.
            FileUtils.deleteDirectoryQuietly(storage.path().toFile());
            FileUtils.deleteDirectoryQuietly(disk.path().toFile());
        }
    }

    @Override
    List<Map<String, Object>> printed(StandardOutput ofThisJvm) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int i = 0; i < logsBegin.size(); i++) {
            logs().get(i)
                    .substring(logsBegin.get(i))
                    .lines()
                    .filter(line -> !LOGGED.matcher(line).matches())
                    .forEach(line -> lines.add(StandardOutput.row(line)));
        }
        return lines;
    }

    private List<String> logs() {
        return cluster.taskManagers().stream().map(process -> process.log().text()).toList();
    }

    @Override
    void launch(Class<?> test) {
        Map<String, String> rendered = settingsFor(test);
        try {
            submitted.add(cluster.run(main, List.of(), rendered, argumentsFor(test)));
        } catch (RestFailure e) {
            NotDone.in(e)
                    .ifPresent(
                            stub -> {
                                throw new UnsupportedOperationException(stub.getMessage(), e);
                            });
            throw new JobFailure("The program ended with an exception before a job ran.", e);
        }
    }

    private List<String> argumentsFor(Class<?> test) {
        if (script == null) {
            return Arrays.stream(arguments).map(variables()::render).toList();
        }
        return SqlScript.beside(test, script).statements(variables()).stream()
                .map(SqlScript.Statement::text)
                .toList();
    }

    private Map<String, String> settingsFor(Class<?> test) {
        if (settingsFile == null) {
            return SettingsText.parse(variables().render(settings));
        }
        String text = ConfFile.read(test.getClassLoader(), settingsFile);
        try {
            return SettingsText.parse(variables().render(text));
        } catch (RuntimeException e) {
            throw new JobFailure("Flink does not take %s.".formatted(settingsFile), e);
        }
    }
}
