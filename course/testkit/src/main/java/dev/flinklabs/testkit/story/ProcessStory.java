package dev.flinklabs.testkit.story;

import dev.flinklabs.testkit.cluster.StartedJobs;
import dev.flinklabs.testkit.conf.ConfFile;
import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.process.LabProcesses;
import dev.flinklabs.testkit.process.RestClient;
import dev.flinklabs.testkit.process.RestFailure;
import dev.flinklabs.testkit.process.SettingsText;
import dev.flinklabs.testkit.process.StandaloneCluster;
import dev.flinklabs.testkit.process.SubmittedJobs;
import dev.flinklabs.testkit.script.SqlScript;
import dev.flinklabs.testkit.script.Variables;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A story about a student's program or script that is packed into a jar and submitted to the
 * cluster of processes: what it is made of has to travel from one JVM to others, and it finds there
 * only what it brings along and what lies in {@code lib/}.
 *
 * <p>The job should be bounded: a wait ends when it has ended, and only then at once.
 */
public final class ProcessStory extends BrokerStory<ProcessStory> {

    /**
     * A line that is logged, or goes on with one that is; what the job itself prints looks
     * otherwise.
     */
    private static final Pattern LOGGED =
            Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} .*|\\s.*|");

    private final Class<?> main;
    private final String script;
    private String[] arguments = {};
    private String settingsFile;
    private String settings = "";
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
    }

    @Override
    StartedJobs enter() {
        cluster = LabProcesses.get();
        logsBegin = logs().stream().map(String::length).toList();
        submitted = new SubmittedJobs(cluster);
        return submitted;
    }

    @Override
    void cancel() {
        try {
            jobs = submitted.jobs();
            submitted.cancel();
        } catch (RestFailure e) {
            // The JobManager is gone, and with it the jobs; the next story starts another one.
        }
    }

    @Override
    void leave() {
        // SubmittedJobs has waited for the end of those that it cancelled.
    }

    @Override
    Map<String, Map<String, Object>> printed(StandardOutput ofThisJvm) {
        Map<String, Map<String, Object>> lines = new LinkedHashMap<>();
        for (int i = 0; i < logsBegin.size(); i++) {
            logs().get(i)
                    .substring(logsBegin.get(i))
                    .lines()
                    .filter(line -> !LOGGED.matcher(line).matches())
                    .forEach(line -> lines.put(String.valueOf(lines.size()), field(line)));
        }
        return lines;
    }

    private static Map<String, Object> field(String line) {
        return Map.of("line", line);
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
