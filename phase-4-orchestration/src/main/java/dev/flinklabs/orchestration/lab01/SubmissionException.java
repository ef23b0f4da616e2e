package dev.flinklabs.orchestration.lab01;

/**
 * A submission cannot be carried out. The message says why, in the JobManager's words if it
 * answered.
 */
public final class SubmissionException extends Exception {

    private static final long serialVersionUID = 1;

    public SubmissionException(String message) {
        super(message);
    }

    public SubmissionException(String message, Throwable cause) {
        super(message, cause);
    }
}
