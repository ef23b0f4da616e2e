package dev.flinklabs.orchestration.lab01;

import com.fasterxml.jackson.databind.JsonNode;

import dev.flinklabs.orchestration.lab01.FlinkRest.Answer;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/** Looks before each try, uploads under the jar's own name and digest, and runs what it finds. */
public final class JarSubmitter {

    private static final int ATTEMPTS = 5;
    private static final int LEADER_IS_ELECTED = 503;

    private final FlinkRest flink;

    public JarSubmitter(URI jobManager) {
        flink = new FlinkRest(jobManager);
    }

    public String submit(Submission submission) throws SubmissionException {
        String job = sha256(submission.name().getBytes(StandardCharsets.UTF_8)).substring(0, 32);
        String jar = null;
        int attempts = 0;
        while (true) {
            try {
                if (flink.get("/jobs/" + job).isOk()) {
                    return job;
                }
                if (jar == null) {
                    jar = jar(submission);
                }
                Map<String, Object> body = new HashMap<>();
                body.put("jobId", job);
                body.put("entryClass", submission.entryClass());
                body.put("programArgsList", submission.arguments());
                Answer answer = flink.post("/jars/" + jar + "/run", body);
                if (answer.isOk() || flink.get("/jobs/" + job).isOk()) {
                    return job;
                }
                if (answer.status() != LEADER_IS_ELECTED) {
                    throw new SubmissionException("Flink refuses: " + answer.errors());
                }
                countDown(++attempts, null);
            } catch (IOException e) {
                countDown(++attempts, e);
            }
        }
    }

    private String jar(Submission submission) throws IOException, SubmissionException {
        String name =
                submission
                        .jar()
                        .getFileName()
                        .toString()
                        .replace(
                                ".jar",
                                "-" + sha256(Files.readAllBytes(submission.jar())) + ".jar");
        for (int attempts = 1; ; attempts++) {
            try {
                for (JsonNode jar : flink.get("/jars").body().path("files")) {
                    if (jar.path("id").asText().endsWith("_" + name)) {
                        return jar.path("id").asText();
                    }
                }
                Answer answer = flink.upload(submission.jar(), name);
                if (!answer.isOk() && answer.status() != LEADER_IS_ELECTED) {
                    throw new SubmissionException("Flink refuses the jar: " + answer.errors());
                }
                if (!answer.isOk()) {
                    countDown(attempts, null);
                }
            } catch (IOException e) {
                countDown(attempts, e);
            }
        }
    }

    private static void countDown(int attempts, IOException lost) throws SubmissionException {
        if (attempts >= ATTEMPTS) {
            throw new SubmissionException("Flink does not answer.", lost);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return String.format("%064x", new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
