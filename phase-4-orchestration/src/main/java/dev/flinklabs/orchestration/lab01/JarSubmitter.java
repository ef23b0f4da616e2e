package dev.flinklabs.orchestration.lab01;

import java.net.URI;

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
        throw new UnsupportedOperationException("Lab 4.1 is not done yet");
    }
}
