package dev.flinklabs.testkit.cluster;

import dev.flinklabs.testkit.failure.Finding;

import java.time.Duration;
import java.util.Optional;

/**
 * How a job takes checkpoints.
 *
 * @param interval between two of them; empty when it takes none by itself
 * @param exactlyOnce whether a record is in a checkpoint once
 */
public record Checkpointing(Optional<Duration> interval, boolean exactlyOnce) {

    /** None by itself. */
    public static final Checkpointing NONE = new Checkpointing(Optional.empty(), false);

    /**
     * Fails unless the job takes a checkpoint every so often, exactly once.
     *
     * @param asked what {@code --checkpoints} told the job
     * @param rule its number on the page
     */
    public void isExactlyOnceEvery(Duration asked, int rule) {
        boolean asOften = interval.equals(Optional.of(asked));
        new Finding()
                .fact("--checkpoints is %s.".formatted(asked.toMillis()))
                .fact("The job takes %s.".formatted(told(asked)))
                .rule(
                        rule,
                        "the job takes a checkpoint every --checkpoints milliseconds, exactly once.")
                .question(
                        asOften
                                ? "What may happen twice in which mode, and who has set yours?"
                                : "What makes a job take checkpoints, and in which unit?")
                .unless(asOften && exactlyOnce);
    }

    private String told(Duration asked) {
        return interval.map(
                        found ->
                                "a checkpoint every %s ms%s, %s once"
                                        .formatted(
                                                found.toMillis(),
                                                found.compareTo(asked) < 0
                                                        ? ", which is as often as it may"
                                                        : "",
                                                exactlyOnce ? "exactly" : "at least"))
                .orElse("no checkpoint by itself");
    }
}
