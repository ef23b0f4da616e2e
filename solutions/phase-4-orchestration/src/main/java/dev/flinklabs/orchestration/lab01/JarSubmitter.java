package dev.flinklabs.orchestration.lab01;

import com.fasterxml.jackson.databind.JsonNode; // SOLUTION

import dev.flinklabs.orchestration.lab01.FlinkRest.Answer; // SOLUTION

import java.io.IOException; // SOLUTION
import java.net.URI;
import java.nio.charset.StandardCharsets; // SOLUTION
import java.nio.file.Files; // SOLUTION
import java.util.Map; // SOLUTION
import java.util.Optional; // SOLUTION
import java.util.UUID; // SOLUTION

/** Submits jobs to a JobManager over its REST API, each once. */
public final class JarSubmitter {

    /** How often a call is made before it is given up. */
    private static final int ATTEMPTS = 5;

    private final FlinkRest flink;

    /**
     * @param jobManager such as {@code http://localhost:8081}
     */
    public JarSubmitter(URI jobManager) {
        flink = new FlinkRest(jobManager);
    }

    /**
     * Sees to it that the job of this submission is there: started now, or by an earlier call with
     * the same name.
     *
     * @return the id of the job
     * @throws SubmissionException when the JobManager refuses it, or cannot be reached
     */
    public String submit(Submission submission) throws SubmissionException {
        // BEGIN SOLUTION
        // Chosen here and not by the JobManager: whoever knows the id beforehand can ask what
        // became
        // of a call whose answer is lost, and the JobManager takes no id twice, not even when the
        // call that seemed lost arrives after its repetition.
        String job = idOf(submission.name());
        if (isThere(job)) {
            return job;
        }
        String run = "/jars/" + uploaded(submission) + "/run";
        Map<String, Object> body =
                Map.of(
                        "entryClass", submission.entryClass(),
                        "programArgsList", submission.arguments(),
                        "jobId", job);
        Answer answer = persistently(() -> flink.post(run, body));
        // A repeated call is refused when the first one was carried out.
        if (answer.isOk() || isThere(job)) {
            return job;
        }
        throw refusal(run, answer);
        // STUB throw new UnsupportedOperationException("Lab 4.1 is not done yet");
        // END SOLUTION
    }

    // BEGIN SOLUTION
    /** A job's id is 32 hexadecimal digits. */
    private static String idOf(String name) {
        return digest(name.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isThere(String job) throws SubmissionException {
        Answer answer = persistently(() -> flink.get("/jobs/" + job));
        if (answer.isOk() || answer.status() == 404) {
            return answer.isOk();
        }
        throw refusal("/jobs/" + job, answer);
    }

    /** The id of the jar on the JobManager, where it lies under the digest of its content. */
    private String uploaded(Submission submission) throws SubmissionException {
        String name;
        try {
            name = digest(Files.readAllBytes(submission.jar())) + ".jar";
        } catch (IOException e) {
            throw new SubmissionException("%s cannot be read.".formatted(submission.jar()), e);
        }
        Answer answer =
                persistently(
                        () -> {
                            // Each time anew: the upload whose answer was lost may have arrived.
                            Answer jars = flink.get("/jars");
                            return !jars.isOk() || find(name, jars).isPresent()
                                    ? jars
                                    : flink.upload(submission.jar(), name);
                        });
        if (!answer.isOk()) {
            throw refusal("/jars/upload", answer);
        }
        return find(name, answer)
                .orElseGet(
                        () -> {
                            String file = answer.body().path("filename").asText();
                            return file.substring(file.lastIndexOf('/') + 1);
                        });
    }

    private static Optional<String> find(String name, Answer jars) {
        for (JsonNode jar : jars.body().path("files")) {
            if (jar.path("name").asText().equals(name)) {
                return Optional.of(jar.path("id").asText());
            }
        }
        return Optional.empty();
    }

    private static String digest(byte[] bytes) {
        return UUID.nameUUIDFromBytes(bytes).toString().replace("-", "");
    }

    private interface Call {
        Answer make() throws IOException;
    }

    /** Makes a call until it is answered; a JobManager that elects its leader has not answered. */
    private static Answer persistently(Call call) throws SubmissionException {
        IOException lost = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Answer answer = call.make();
                if (answer.status() != 503) {
                    return answer;
                }
            } catch (IOException e) {
                lost = e;
            }
        }
        throw new SubmissionException(
                "The JobManager has not answered %d times.".formatted(ATTEMPTS), lost);
    }

    private static SubmissionException refusal(String path, Answer answer) {
        return new SubmissionException(
                "%s was answered with %d: %s".formatted(path, answer.status(), answer.errors()));
    }
    // END SOLUTION
}
