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

/** Looks before each try, uploads under the digest of the jar, and runs what it finds. */
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
                if (isThere(job)) {
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
                if (answer.isOk() || isThere(job)) {
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
        String name = "stock-" + sha256(Files.readAllBytes(submission.jar())) + ".jar";
        for (int attempts = 1; ; attempts++) {
            try {
                Answer jars = flink.get("/jars");
                if (!jars.isOk()) {
                    throw new IOException(refused(jars));
                }
                for (JsonNode jar : jars.body().path("files")) {
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

    private boolean isThere(String job) throws IOException, SubmissionException {
        Answer answer = flink.get("/jobs/" + job);
        if (answer.isOk() || answer.status() == 404) {
            return answer.isOk();
        }
        throw new IOException(refused(answer));
    }

    /** A refusal ends it; an election is as good as no answer. */
    private static String refused(Answer answer) throws SubmissionException {
        if (answer.status() != LEADER_IS_ELECTED) {
            throw new SubmissionException("Flink refuses: " + answer.errors());
        }
        return "Flink elects a leader.";
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
