package dev.flinklabs.testkit.process;

import dev.flinklabs.testkit.failure.JobFailure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Processes did not do what was waited for. The message has what their logs tell; the end of each
 * log stands in the stack trace, which the report keeps.
 */
public final class ProcessFailure extends AssertionError {

    private static final int LINES_SHOWN = 3;
    private static final int LINES_KEPT = 80;

    /**
     * @param what the fact, such as {@code The JobManager ended by itself.}
     * @param tells the process whose log has the reason
     * @param all those whose logs are of use to whoever looks closer
     */
    ProcessFailure(String what, ChildProcess tells, List<? extends ChildProcess> all) {
        super(message(what, tells), logs(all));
    }

    /** The ends of these processes' logs, as something that a failure can carry as its cause. */
    public static Throwable logs(List<? extends ChildProcess> processes) {
        return new Logs(
                processes.stream()
                        .map(ProcessFailure::endOfLog)
                        .collect(Collectors.joining("\n\n", "the logs end so:\n\n", "")));
    }

    private static String message(String what, ChildProcess tells) {
        return tells.log()
                .lastException()
                .map(exception -> new JobFailure(what, exception).getMessage())
                .orElseGet(
                        () ->
                                what
                                        + "\n"
                                        + String.join("\n", tells.log().tail(LINES_SHOWN)).strip());
    }

    private static String endOfLog(ChildProcess process) {
        return "--- %s\n%s"
                .formatted(process.name(), String.join("\n", process.log().tail(LINES_KEPT)));
    }

    /** Only carries text. */
    private static final class Logs extends Exception {
        private Logs(String text) {
            super(text, null, false, false);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }
}
