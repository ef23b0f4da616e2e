package dev.flinklabs.testkit.story;

import dev.flinklabs.testkit.LabDirectory;
import dev.flinklabs.testkit.cluster.StartedJobs;
import dev.flinklabs.testkit.failure.PythonFailure;
import dev.flinklabs.testkit.needs.Needs;
import dev.flinklabs.testkit.process.ChildProcess;
import dev.flinklabs.testkit.process.JavaCommand;
import dev.flinklabs.testkit.process.LabProcesses;
import dev.flinklabs.testkit.process.Libraries;
import dev.flinklabs.testkit.process.ProcessFailure;
import dev.flinklabs.testkit.process.PythonFile;
import dev.flinklabs.testkit.process.PythonProgram;
import dev.flinklabs.testkit.process.RestClient;
import dev.flinklabs.testkit.process.StandaloneCluster;
import dev.flinklabs.testkit.process.SubmittedJobs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A story about a student's program in PyFlink, which submits a job to the cluster of processes and
 * ends. On the cluster there is neither a connector nor a Python; the program is started in a
 * directory that is not its own.
 */
public final class PythonStory extends BrokerStory<PythonStory> {

    /** Such as {@code localhost:8081}. */
    private static final String FLINK = "flink.address";

    /** The URLs of the connector's jars, with semicolons between. */
    private static final String JARS = "kafka.jars";

    /** PyFlink starts a JVM with these options, in which the job is planned and submitted. */
    private static final String GATEWAY_OPTIONS = "JVM_ARGS";

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final PythonFile file;
    private String[] arguments = {};
    private StandaloneCluster cluster;
    private SubmittedJobs submitted;
    private List<RestClient.Job> jobs = List.of();

    private PythonStory(String lab, String file) {
        super(lab);
        this.file = new PythonFile(lab, file);
    }

    /**
     * @param lab the lab's id
     * @param file from {@code src/main/python} on, such as {@code lab08/report.py}
     */
    public static PythonStory ofLab(String lab, String file) {
        return new PythonStory(lab, file);
    }

    /**
     * What the program is started with; {@code ${…}} is filled in. Beside the usual there are
     * {@code ${flink.address}} and {@code ${kafka.jars}}.
     */
    public PythonStory arguments(String... arguments) {
        this.arguments = arguments;
        return this;
    }

    /** The jobs as they were when the story was over. */
    public List<RestClient.Job> jobsAtTheEnd() {
        return jobs;
    }

    @Override
    PythonStory self() {
        return this;
    }

    @Override
    LabRun.Code code(Class<?> test) {
        throw new UnsupportedOperationException("./lab run starts no Python.");
    }

    @Override
    void addVariables(Map<String, String> values) {
        cluster = LabProcesses.get();
        URI address = cluster.rest().address();
        values.put(FLINK, address.getHost() + ":" + address.getPort());
        Libraries libraries = Libraries.ofThisJvm();
        values.put(
                JARS,
                Stream.of("flink-connector-kafka", "kafka-clients")
                        .map(jar -> libraries.jar(jar).toUri().toString())
                        .collect(Collectors.joining(";")));
    }

    @Override
    StartedJobs enter() {
        submitted = new SubmittedJobs(cluster, ProcessStory.QUIET);
        return submitted;
    }

    @Override
    void cancel() {
        jobs = submitted.end();
    }

    @Override
    void leave() {
        // SubmittedJobs has waited for the end of those that it cancelled.
    }

    @Override
    void launch(Class<?> test) throws IOException {
        Path environment = Needs.ofTheCourse().environment("python");
        Path program = file.path(test.getClassLoader());
        List<String> command = new ArrayList<>(List.of(program.toString()));
        Arrays.stream(arguments).map(variables()::render).forEach(command::add);
        List<String> before = cluster.rest().jobs();
        try (LabDirectory directory = new LabDirectory("python");
                ChildProcess process =
                        PythonProgram.startScript(
                                program.getFileName().toString(),
                                environment,
                                Map.of(GATEWAY_OPTIONS, String.join(" ", JavaCommand.FAST)),
                                directory.make(),
                                command)) {
            OptionalInt exit = process.awaitExit(PATIENCE);
            cluster.rest().jobsBeside(before).forEach(submitted::add);
            if (exit.isEmpty() || exit.getAsInt() != 0) {
                throw failure(process, exit, program.getParent());
            }
        }
    }

    private AssertionError failure(ChildProcess process, OptionalInt exit, Path folder) {
        String printed = process.log().text();
        file.demandDone(printed);
        return new AssertionError(
                exit.isEmpty()
                        ? "%s has not ended after %s s. It is to end when the job is submitted."
                                .formatted(process.name(), PATIENCE.toSeconds())
                        : "%s ended with exit code %s, and no job runs:\n%s"
                                .formatted(
                                        process.name(),
                                        exit.getAsInt(),
                                        PythonFailure.telling(printed, folder)),
                ProcessFailure.logs(List.of(process)));
    }
}
