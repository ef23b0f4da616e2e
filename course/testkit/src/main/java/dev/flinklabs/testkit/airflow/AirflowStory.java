package dev.flinklabs.testkit.airflow;

import dev.flinklabs.testkit.CloseAll;
import dev.flinklabs.testkit.LabDirectory;
import dev.flinklabs.testkit.broker.Broker;
import dev.flinklabs.testkit.broker.Topic;
import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.failure.NotDone;
import dev.flinklabs.testkit.failure.PythonFailure;
import dev.flinklabs.testkit.process.JobJar;
import dev.flinklabs.testkit.process.LabProcesses;
import dev.flinklabs.testkit.process.PythonFile;
import dev.flinklabs.testkit.process.RestClient;
import dev.flinklabs.testkit.process.StandaloneCluster;
import dev.flinklabs.testkit.process.SubmittedJobs;
import dev.flinklabs.testkit.rest.HttpProxy;
import dev.flinklabs.testkit.stack.Gateway;
import dev.flinklabs.testkit.story.ToldOnce;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A story about a student's DAG: a real Airflow parses it and runs it, against a Flink that is
 * there: the cluster of processes, a SQL gateway and the broker. It is told once for all tests of a
 * class. Flink and the gateway are behind a {@link HttpProxy} each, which see what they are asked.
 */
public final class AirflowStory implements BeforeEachCallback, AfterAllCallback {

    private static final int LONGEST = 160;

    /** What happens, in its order. */
    @FunctionalInterface
    public interface Plan {
        void tell(AirflowStory story) throws Exception;
    }

    /**
     * A run that is over.
     *
     * @param jobs those that it started, and how they ended: {@code counts: FINISHED}
     * @param calls what Flink was asked meanwhile, then what the gateway was
     */
    public record Told(Airflow.Run run, List<String> jobs, List<HttpProxy.Call> calls) {

        /** Such as {@code failed: submit_jar: ValueError: 7 (shop_reports.py, line 20)}. */
        public String outcome() {
            String errors =
                    run.tasks().entrySet().stream()
                            .filter(task -> !task.getValue().error().isEmpty())
                            .map(task -> task.getKey() + ": " + firstLine(task.getValue().error()))
                            .collect(Collectors.joining("; "));
            return run.state() + (errors.isEmpty() ? "" : ": " + errors);
        }

        private static String firstLine(String error) {
            List<String> lines = error.lines().toList();
            String first = lines.get(0);
            String last = lines.get(lines.size() - 1);
            // The line of the DAG's file stands at the end.
            int where = last.lastIndexOf(" (");
            return lines.size() > 1 && where >= 0 ? first + last.substring(where) : first;
        }
    }

    private final PythonFile file;
    private final String dag;
    private final Plan plan;
    private final Map<String, Told> runs = new LinkedHashMap<>();
    private final List<Topic> topics = new ArrayList<>();
    private final ToldOnce once = new ToldOnce();
    private final LabDirectory directory = new LabDirectory("story");
    private Airflow airflow;
    private StandaloneCluster cluster;
    private HttpProxy flink;
    private HttpProxy gateway;
    private Gateway sql;
    private Path folder;
    private List<String> askedByParsing = List.of();

    private AirflowStory(PythonFile file, String dag, Plan plan) {
        this.file = file;
        this.dag = dag;
        this.plan = plan;
    }

    /**
     * @param lab the lab's id
     * @param file from {@code src/main/python} on, such as {@code lab05/reports.py}
     * @param dag the name of the DAG in it
     */
    public static AirflowStory ofLab(String lab, String file, String dag, Plan plan) {
        return new AirflowStory(new PythonFile(lab, file), dag, plan);
    }

    // --- for the plan

    /** Flink's REST API. */
    public HttpProxy flink() {
        return flink;
    }

    /** The SQL gateway. */
    public HttpProxy gateway() {
        return gateway;
    }

    /** A topic of its own. */
    public Topic topic(String name, int partitions) {
        Topic topic = Broker.shared().createTopic(name, partitions);
        topics.add(topic);
        return topic;
    }

    public String bootstrapServers() {
        return Broker.shared().bootstrapServers();
    }

    /** A directory that is gone after the story. */
    public Path directory() {
        return directory.path();
    }

    /** Packs a job of the lab's. */
    public Path jar(Class<?> main) {
        Path jar = directory.path().resolve(main.getSimpleName() + ".jar");
        JobJar.pack(main, jar, List.of());
        return jar;
    }

    /**
     * Has the file parsed while there is no Variable. Where it cannot be parsed so, because it
     * reads one, it is parsed with these.
     *
     * @throws NotDone when the stub is still there
     * @throws AssertionError when Airflow cannot parse it
     */
    public void parse(Map<String, String> variables, Map<String, Map<String, Object>> connections) {
        Airflow.Parsed parsed = airflow.parse(Map.of(), connections);
        askedByParsing =
                Stream.concat(
                                parsed.asked().stream(),
                                Stream.concat(flink.calls().stream(), gateway.calls().stream())
                                        .map(call -> call.method() + " " + call.path()))
                        .distinct()
                        .toList();
        if (!parsed.errors().isEmpty() && !askedByParsing.isEmpty()) {
            parsed = airflow.parse(variables, connections);
        }
        Optional<String> error = parsed.errors().values().stream().findFirst();
        if (error.isPresent()) {
            file.demandDone(error.get());
            throw new Finding()
                    .fact(
                            "Airflow cannot parse the DAG: "
                                    + PythonFailure.telling(error.get(), folder))
                    .rule(
                            1,
                            "the file defines the DAG %s, and Airflow can parse it.".formatted(dag))
                    .failure(new AssertionError(error.get()));
        }
        if (!parsed.dags().containsKey(dag)) {
            throw new Finding()
                    .fact(
                            "Airflow has parsed the file, and found %s in it."
                                    .formatted(
                                            parsed.dags().isEmpty()
                                                    ? "no DAG"
                                                    : "the DAGs " + parsed.dags().keySet()))
                    .rule(
                            1,
                            "the file defines the DAG %s, and Airflow can parse it.".formatted(dag))
                    .failure(dag, parsed.dags().keySet());
        }
    }

    /**
     * Runs the DAG, and waits until the jobs that it has started have ended.
     *
     * @param name under which the tests find it
     * @throws NotDone when it comes upon the stub
     */
    public void run(
            String name,
            Map<String, String> variables,
            Map<String, Map<String, Object>> connections) {
        List<String> before = cluster.rest().jobs();
        int flinkBefore = flink.calls().size();
        int gatewayBefore = gateway.calls().size();
        Airflow.Run run = airflow.run(dag, variables, connections);
        run.tasks().values().forEach(task -> file.demandDone(task.error()));
        List<String> jobs = cluster.rest().jobsBeside(before);
        SubmittedJobs started = new SubmittedJobs(cluster);
        jobs.forEach(started::add);
        List<String> ends = List.of();
        if (!jobs.isEmpty()) {
            started.await(started::ended);
            ends = jobs.stream().map(this::end).toList();
            started.cancel();
        }
        runs.put(
                name,
                new Told(
                        run,
                        ends,
                        Stream.of(
                                        flink.calls().stream().skip(flinkBefore),
                                        gateway.calls().stream().skip(gatewayBefore))
                                .flatMap(calls -> calls)
                                .toList()));
    }

    private String end(String job) {
        RestClient.Job seen = cluster.rest().job(job);
        return "%s: %s%s"
                .formatted(
                        seen.name(),
                        seen.state(),
                        cluster.rest()
                                .failure(job)
                                .map(JobFailure::telling)
                                .map(cause -> ", " + shortened(cause.toString()))
                                .orElse(""));
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    // --- for the tests

    /**
     * What was read and asked while the file was parsed: {@code Variable topic}, {@code Connection
     * flink}, {@code GET /jobs}.
     */
    public List<String> askedByParsing() {
        return askedByParsing;
    }

    public Told run(String name) {
        return runs.get(name);
    }

    /** The runs, their tasks and what Flink was asked, for a failure to show. */
    public String picture(String name) {
        Told told = runs.get(name);
        List<String> lines = new ArrayList<>();
        lines.add("the run: " + told.run().state());
        told.run()
                .tasks()
                .forEach((task, end) -> lines.add("  %-28s %s".formatted(task, end.state())));
        lines.add("the jobs that it started");
        told.jobs().forEach(job -> lines.add("  " + job));
        if (told.jobs().isEmpty()) {
            lines.add("  none");
        }
        lines.add("what Flink was asked");
        told.calls().stream()
                .filter(call -> !call.method().equals("GET") || call.status() != 200)
                .forEach(call -> lines.add("  " + call));
        if (told.calls().isEmpty()) {
            lines.add("  nothing");
        }
        return String.join("\n", lines);
    }

    /** What Airflow has printed, for a failure to carry as its cause. */
    public Throwable log() {
        return airflow.log();
    }

    // --- life

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        once.tell(
                () -> {
                    begin(context.getRequiredTestClass().getClassLoader());
                    plan.tell(this);
                });
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        topics.forEach(topic -> open.add(topic::delete));
        open.addAll(Arrays.asList(airflow, flink, gateway, sql, directory));
        CloseAll.inOrder(open);
    }

    private void begin(ClassLoader files) throws IOException {
        folder = file.path(files).getParent();
        // First: it takes longest, and in another process.
        airflow = Airflow.start(folder);
        directory.make();
        cluster = LabProcesses.withConnector();
        Broker.shared();
        sql = Gateway.start(cluster.rest().address());
        flink = HttpProxy.before(cluster.rest().address());
        gateway =
                HttpProxy.before(
                        URI.create(
                                "http://%s:%s"
                                        .formatted(
                                                sql.address().getHostString(),
                                                sql.address().getPort())));
    }
}
