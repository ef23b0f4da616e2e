package dev.flinklabs.orchestration.lab01;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * Calls of Flink's REST API. Each method makes one call and tells what came back, whatever that is.
 * Where nothing came back it throws an {@link IOException}; whether the JobManager has done what it
 * was asked is then not known.
 */
public final class FlinkRest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI jobManager;

    /**
     * @param jobManager such as {@code http://localhost:8081}
     */
    public FlinkRest(URI jobManager) {
        this.jobManager = jobManager;
    }

    /**
     * An answer.
     *
     * @param status of HTTP: 200 and the like for what was done, 400 and above for what was not
     * @param body as the documentation of the REST API has it; of an error, {@code errors} is a
     *     list of texts
     */
    public record Answer(int status, JsonNode body) {

        public boolean isOk() {
            return status < 300;
        }

        /** What the JobManager says of an error; empty when there is none. */
        public String errors() {
            StringJoiner lines = new StringJoiner("\n");
            body.path("errors").forEach(error -> lines.add(error.asText()));
            return lines.toString();
        }
    }

    /**
     * @param path such as {@code /jars}
     */
    public Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    /**
     * @param path such as {@code /jars/<id>/run}
     * @param body becomes a JSON object; lists, texts and numbers may be in it
     */
    public Answer post(String path, Map<String, ?> body) throws IOException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /**
     * {@code POST /jars/upload}. The id under which the jar can be run is the last part of {@code
     * filename} in the answer.
     *
     * @param name under which the JobManager is to list the jar; ends in {@code .jar}
     */
    public Answer upload(Path jar, String name) throws IOException {
        String boundary = UUID.randomUUID().toString();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String head =
                """
                --%s\r
                Content-Disposition: form-data; name="jarfile"; filename="%s"\r
                Content-Type: application/x-java-archive\r
                \r
                """;
        body.write(head.formatted(boundary, name).getBytes(StandardCharsets.UTF_8));
        body.write(Files.readAllBytes(jar));
        body.write("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
        return send(
                request("/jars/upload")
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(jobManager.resolve(path)).timeout(PATIENCE);
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the JobManager was asked");
        }
    }
}
