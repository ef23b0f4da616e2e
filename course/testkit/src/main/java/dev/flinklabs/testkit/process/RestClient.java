package dev.flinklabs.testkit.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.flinklabs.testkit.cluster.Checkpointing;
import dev.flinklabs.testkit.failure.RemoteFailure;

import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.execution.ExecutionState;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Flink's REST API, as far as labs look at clusters and jobs from outside. */
public final class RestClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;

    /**
     * The cluster as a whole.
     *
     * @param taskManagers those that have registered
     */
    public record Overview(int taskManagers, int slots, int freeSlots) {}

    /**
     * A TaskManager that has registered.
     *
     * @param processMemory what the whole process may take, all its parts together
     */
    public record TaskManager(String id, int slots, int freeSlots, MemorySize processMemory) {}

    /**
     * @param vertices in topological order
     */
    public record Job(String id, String name, JobStatus state, List<Vertex> vertices) {

        /** Whether the job and every subtask of it runs. */
        public boolean runs() {
            return state == JobStatus.RUNNING
                    && vertices.stream()
                            .flatMap(vertex -> vertex.subtasks().stream())
                            .allMatch(subtask -> subtask.state() == ExecutionState.RUNNING);
        }
    }

    /**
     * @param name of its operators, chained ones with arrows between
     */
    public record Vertex(String id, String name, int parallelism, List<Subtask> subtasks) {}

    /**
     * @param taskManager where it is deployed, as its id; empty while it is nowhere
     */
    public record Subtask(int index, ExecutionState state, String taskManager) {}

    /**
     * A failure of a job.
     *
     * @param time of the JobManager, in milliseconds
     */
    public record Failure(long time, Throwable cause) {}

    /**
     * @param address such as {@code http://localhost:8081}
     */
    public RestClient(URI address) {
        this.address = address;
    }

    public URI address() {
        return address;
    }

    /**
     * @throws RestFailure when nobody answers, or the answer is an error
     */
    public Overview overview() {
        JsonNode answer = get("/overview");
        return new Overview(
                answer.path("taskmanagers").asInt(),
                answer.path("slots-total").asInt(),
                answer.path("slots-available").asInt());
    }

    public List<TaskManager> taskManagers() {
        List<TaskManager> found = new ArrayList<>();
        for (JsonNode each : get("/taskmanagers").path("taskmanagers")) {
            JsonNode memory = each.path("memoryConfiguration").path("totalProcessMemory");
            found.add(
                    new TaskManager(
                            each.path("id").asText(),
                            each.path("slotsNumber").asInt(),
                            each.path("freeSlots").asInt(),
                            new MemorySize(memory.asLong())));
        }
        return found;
    }

    /** Those that run and those that have ended, as long as the JobManager remembers them. */
    public List<String> jobs() {
        List<String> ids = new ArrayList<>();
        get("/jobs").path("jobs").forEach(job -> ids.add(job.path("id").asText()));
        return ids;
    }

    /**
     * Those of {@link #jobs()} that are not among these.
     *
     * @param before ids
     */
    public List<String> jobsBeside(Collection<String> before) {
        List<String> ids = jobs();
        ids.removeAll(before);
        return ids;
    }

    public Job job(String id) {
        JsonNode answer = get("/jobs/" + id);
        List<Vertex> vertices = new ArrayList<>();
        for (JsonNode vertex : answer.path("vertices")) {
            String vertexId = vertex.path("id").asText();
            vertices.add(
                    new Vertex(
                            vertexId,
                            vertex.path("name").asText(),
                            vertex.path("parallelism").asInt(),
                            subtasks(id, vertexId)));
        }
        return new Job(
                id,
                answer.path("name").asText(),
                JobStatus.valueOf(answer.path("state").asText()),
                List.copyOf(vertices));
    }

    private List<Subtask> subtasks(String job, String vertex) {
        List<Subtask> subtasks = new ArrayList<>();
        for (JsonNode each : get("/jobs/%s/vertices/%s".formatted(job, vertex)).path("subtasks")) {
            String taskManager = each.path("taskmanager-id").asText("");
            subtasks.add(
                    new Subtask(
                            each.path("subtask").asInt(),
                            ExecutionState.valueOf(each.path("status").asText()),
                            taskManager.equals("(unassigned)") ? "" : taskManager));
        }
        return List.copyOf(subtasks);
    }

    /** What the job failed of last; empty if it never failed. */
    public Optional<Throwable> failure(String job) {
        return failures(job).stream().findFirst().map(Failure::cause);
    }

    /** What the job failed of, the last failure first; the JobManager remembers some. */
    public List<Failure> failures(String job) {
        List<Failure> found = new ArrayList<>();
        for (JsonNode each :
                get("/jobs/" + job + "/exceptions").path("exceptionHistory").path("entries")) {
            found.add(
                    new Failure(
                            each.path("timestamp").asLong(),
                            RemoteFailure.parse(each.path("stacktrace").asText())));
        }
        return found;
    }

    /** How many records its vertices have read and written, together and in their attempts now. */
    public long moved(String job) {
        long moved = 0;
        for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
            JsonNode metrics = vertex.path("metrics");
            moved += metrics.path("read-records").asLong() + metrics.path("write-records").asLong();
        }
        return moved;
    }

    public Checkpointing checkpointing(String job) {
        JsonNode answer = get("/jobs/%s/checkpoints/config".formatted(job));
        long interval = answer.path("interval").asLong();
        return interval == Long.MAX_VALUE
                ? Checkpointing.NONE
                : new Checkpointing(
                        Optional.of(Duration.ofMillis(interval)),
                        answer.path("mode").asText().equals("exactly_once"));
    }

    /**
     * Where the last checkpoint lies, as a URI; empty when there was none, or when it lies in the
     * JobManager's memory.
     */
    public Optional<String> lastCheckpoint(String job) {
        JsonNode latest =
                get("/jobs/%s/checkpoints".formatted(job)).path("latest").path("completed");
        String path = latest.path("external_path").asText("");
        return path.startsWith("file:") ? Optional.of(path) : Optional.empty();
    }

    /**
     * Asks for a checkpoint.
     *
     * @return under which it can be asked for
     * @throws RestFailure when the job takes none
     */
    public String triggerCheckpoint(String job) {
        return send(request("/jobs/%s/checkpoints".formatted(job))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"checkpointType\":\"CONFIGURED\"}")))
                .path("request-id")
                .asText();
    }

    /** Whether the checkpoint is over that was asked for, completed or not. */
    public boolean isOver(String job, String trigger) {
        return get("/jobs/%s/checkpoints/%s".formatted(job, trigger))
                .path("status")
                .path("id")
                .asText()
                .equals("COMPLETED");
    }

    /**
     * Uploads a jar.
     *
     * @return the id under which the JobManager knows it
     */
    public String upload(Path jar) {
        String boundary = UUID.randomUUID().toString();
        JsonNode answer =
                send(
                        request("/jars/upload")
                                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                                .POST(multipart(jar, boundary)));
        return Path.of(answer.path("filename").asText()).getFileName().toString();
    }

    /** The ids of the jars that were uploaded. */
    public List<String> jars() {
        List<String> ids = new ArrayList<>();
        get("/jars").path("files").forEach(jar -> ids.add(jar.path("id").asText()));
        return ids;
    }

    /** Throws an uploaded jar away; jobs that run from it go on. */
    public void deleteJar(String id) {
        send(request("/jars/" + id).DELETE());
    }

    /**
     * Runs the {@code main} method of an uploaded jar, in the JobManager.
     *
     * @param settings of the client, as {@code flink run} reads them from its {@code config.yaml};
     *     of the JobManager's own, {@code parallelism.default} counts for nothing here
     * @return the job's id
     * @throws RestFailure when it ends with an exception before there is a job
     */
    public String run(String jar, Map<String, String> settings, List<String> arguments) {
        Map<String, Object> body =
                Map.of("flinkConfiguration", settings, "programArgsList", arguments);
        return send(request("/jars/" + jar + "/run")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString())))
                .path("jobid")
                .asText();
    }

    /** Asks for it; the job's state tells when it is done. */
    public void cancel(String job) {
        send(request("/jobs/" + job).method("PATCH", BodyPublishers.noBody()));
    }

    /**
     * What the API answers at a path that has no method here.
     *
     * @param path such as {@code /jobs/overview}
     */
    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() >= 300) {
                throw RestFailure.of(request, response.statusCode(), body.path("errors"));
            }
            return body;
        } catch (IOException e) {
            throw new RestFailure("%s did not answer.".formatted(request.uri()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RestFailure("Interrupted while %s was asked.".formatted(request.uri()), e);
        }
    }

    private static BodyPublisher multipart(Path jar, String boundary) {
        String head =
                """
                --%s\r
                Content-Disposition: form-data; name="jarfile"; filename="%s"\r
                Content-Type: application/x-java-archive\r
                \r
                """
                        .formatted(boundary, jar.getFileName());
        String tail = "\r\n--%s--\r\n".formatted(boundary);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            body.write(head.getBytes(StandardCharsets.UTF_8));
            body.write(Files.readAllBytes(jar));
            body.write(tail.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new RestFailure("%s cannot be read.".formatted(jar), e);
        }
        return BodyPublishers.ofByteArray(body.toByteArray());
    }
}
