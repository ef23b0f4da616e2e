package dev.flinklabs.testkit.airflow;

import com.fasterxml.jackson.databind.JsonNode;

import dev.flinklabs.testkit.needs.Needs;
import dev.flinklabs.testkit.process.ChildProcess;
import dev.flinklabs.testkit.process.ProcessFailure;
import dev.flinklabs.testkit.process.PythonProgram;

import org.apache.flink.util.FileUtils;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A real Airflow, in a process of its own, that parses DAGs and runs them one after the other. Its
 * database, its Variables and its Connections are its own.
 */
public final class Airflow implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String DATABASE = "airflow.db";

    private final Path folder;
    private final Path directory;
    private final PythonProgram program;

    /**
     * How a folder of DAGs was parsed.
     *
     * @param errors by file; what Airflow says, as it says it
     * @param dags the names of the tasks, by the DAG's
     * @param asked the Variables and Connections that were read, such as {@code Variable topic}
     */
    public record Parsed(
            Map<String, String> errors, Map<String, List<String>> dags, List<String> asked) {}

    /**
     * A task of a run that is over.
     *
     * @param state such as {@code success}
     * @param error what it failed of, with the line of the DAG's file; empty if it did not
     */
    public record Task(String state, String error) {}

    /**
     * A run that is over.
     *
     * @param state such as {@code success}
     * @param tasks by name
     */
    public record Run(String state, Map<String, Task> tasks) {}

    private Airflow(Path folder, Path directory, PythonProgram program) {
        this.folder = folder;
        this.directory = directory;
        this.program = program;
    }

    /**
     * Starts one, and does not wait until it is there.
     *
     * @param folder where its DAGs lie
     * @throws AssertionError when it is not set up on this machine; says what to do
     */
    public static Airflow start(Path folder) {
        Path environment = Needs.ofTheCourse().environment("airflow");
        try {
            Path directory = Files.createTempDirectory("airflow-").toAbsolutePath();
            try {
                return start(environment, folder, directory);
            } catch (IOException | RuntimeException | Error e) {
                FileUtils.deleteDirectory(directory.toFile());
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Airflow start(Path environment, Path folder, Path directory) throws IOException {
        Path home = Files.createDirectories(directory.resolve("home"));
        Files.copy(database(environment), home.resolve(DATABASE));
        Path driver = copy("lab_driver.py", directory);
        copy("lab_store.py", directory);
        return new Airflow(
                folder,
                directory,
                PythonProgram.start(
                        "Airflow",
                        environment,
                        settings(home, folder, directory),
                        directory.resolve("work"),
                        List.of(driver.toString())));
    }

    /**
     * Has the folder parsed, as Airflow's DAG processor does it all day.
     *
     * @param variables that there are meanwhile
     * @param connections that there are meanwhile, each as Airflow writes it in JSON
     */
    public Parsed parse(
            Map<String, String> variables, Map<String, Map<String, Object>> connections) {
        JsonNode answer =
                ask(
                        Map.of(
                                "do",
                                "parse",
                                "folder",
                                folder.toString(),
                                "variables",
                                variables,
                                "connections",
                                connections));
        Map<String, String> errors = new TreeMap<>();
        answer.path("errors")
                .fields()
                .forEachRemaining(each -> errors.put(each.getKey(), each.getValue().asText()));
        if (answer.has("failure")) {
            errors.put(folder.toString(), answer.path("failure").asText());
        }
        Map<String, List<String>> dags = new TreeMap<>();
        answer.path("dags")
                .fields()
                .forEachRemaining(each -> dags.put(each.getKey(), texts(each.getValue())));
        return new Parsed(errors, dags, texts(answer.path("asked")));
    }

    /** Runs a DAG that was parsed before, all its tasks, and waits for its end. */
    public Run run(
            String dag,
            Map<String, String> variables,
            Map<String, Map<String, Object>> connections) {
        JsonNode answer =
                ask(
                        Map.of(
                                "do", "run",
                                "dag", dag,
                                "variables", variables,
                                "connections", connections));
        Map<String, Task> tasks = new LinkedHashMap<>();
        answer.path("tasks")
                .fields()
                .forEachRemaining(
                        each ->
                                tasks.put(
                                        each.getKey(),
                                        new Task(
                                                each.getValue().path("state").asText(),
                                                each.getValue().path("error").asText())));
        if (answer.has("failure")) {
            tasks.put(dag, new Task("failed", answer.path("failure").asText()));
        }
        return new Run(answer.path("state").asText("failed"), tasks);
    }

    /** What it has printed, for a failure to carry as its cause. */
    public Throwable log() {
        return ProcessFailure.logs(List.of(program));
    }

    @Override
    public void close() {
        program.close();
        try {
            FileUtils.deleteDirectory(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode ask(Map<String, ?> request) {
        return program.ask(request, PATIENCE);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /**
     * An empty database. To make one takes as long as a run, so it is made once for an environment,
     * and lies in it.
     */
    private static Path database(Path environment) throws IOException {
        Path kept = environment.resolve("home").resolve(DATABASE);
        if (Files.exists(kept)) {
            return kept;
        }
        Path home = Files.createTempDirectory("airflow-db-").toAbsolutePath();
        Map<String, String> settings = settings(home, home, home);
        settings.remove("AIRFLOW__SECRETS__BACKEND");
        try (ChildProcess migrate =
                PythonProgram.startScript(
                        "airflow db migrate",
                        environment,
                        settings,
                        home,
                        List.of("-m", "airflow", "db", "migrate"))) {
            OptionalInt exit = migrate.awaitExit(PATIENCE);
            if (exit.isEmpty() || exit.getAsInt() != 0) {
                throw new AssertionError(
                        "Airflow does not make its database. It says:\n" + migrate.log().text());
            }
            Files.createDirectories(kept.getParent());
            Path next = Files.createTempFile(kept.getParent(), DATABASE, "");
            Files.copy(home.resolve(DATABASE), next, StandardCopyOption.REPLACE_EXISTING);
            Files.move(next, kept, StandardCopyOption.ATOMIC_MOVE);
            return kept;
        } finally {
            FileUtils.deleteDirectory(home.toFile());
        }
    }

    private static Map<String, String> settings(Path home, Path folder, Path modules) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("AIRFLOW_HOME", home.toString());
        settings.put("AIRFLOW__CORE__DAGS_FOLDER", folder.toString());
        // Otherwise a file without the words dag and airflow is passed over without a word.
        settings.put("AIRFLOW__CORE__DAG_DISCOVERY_SAFE_MODE", "False");
        settings.put("AIRFLOW__CORE__LOAD_EXAMPLES", "False");
        settings.put("AIRFLOW__CORE__UNIT_TEST_MODE", "False");
        // With all frames of a student's file, not only with Airflow's.
        settings.put("AIRFLOW__CORE__DAGBAG_IMPORT_ERROR_TRACEBACK_DEPTH", "30");
        settings.put("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "sqlite:///" + home.resolve(DATABASE));
        settings.put("AIRFLOW__LOGGING__LOGGING_LEVEL", "WARNING");
        settings.put("AIRFLOW__SECRETS__BACKEND", "lab_store.Store");
        settings.put("AIRFLOW__USAGE_DATA_COLLECTION__ENABLED", "False");
        settings.put("PYTHONPATH", modules.toString());
        settings.put("PYTHONWARNINGS", "ignore");
        settings.put("NO_COLOR", "1");
        return settings;
    }

    private static Path copy(String resource, Path directory) throws IOException {
        Path file = directory.resolve(resource);
        try (InputStream text = Airflow.class.getResourceAsStream(resource)) {
            Files.copy(text, file);
        }
        return file;
    }
}
