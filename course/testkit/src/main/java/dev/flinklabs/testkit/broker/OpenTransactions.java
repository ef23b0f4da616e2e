package dev.flinklabs.testkit.broker;

import dev.flinklabs.testkit.failure.Finding;

import java.time.Duration;
import java.util.List;

/**
 * The transactions that were open on a topic at one moment.
 *
 * @param timeouts for how long the broker lets each of them be open before it aborts it
 */
public record OpenTransactions(List<Duration> timeouts) {

    /**
     * Fails unless there is one, and each may stay open for longer than the time between two
     * checkpoints.
     *
     * @param margin for so much longer at least
     * @param checkpoints what {@code --checkpoints} told the job
     * @param rule its number on the page
     * @param words of the rule
     */
    public void mayOutlast(Duration checkpoints, Duration margin, int rule, String words) {
        Duration enough = checkpoints.plus(margin);
        new Finding()
                .fact("--checkpoints is %s.".formatted(checkpoints.toMillis()))
                .fact("The broker ends the job's transactions after %s.".formatted(shortest()))
                .rule(rule, words)
                .question(
                        "Who ends a transaction that takes too long, and what becomes of its records?")
                .unless(
                        !timeouts.isEmpty()
                                && timeouts.stream().allMatch(t -> t.compareTo(enough) >= 0));
    }

    private String shortest() {
        return timeouts.stream()
                .sorted()
                .findFirst()
                .map(t -> t.toMillis() + " ms")
                .orElse("no time, for none was open");
    }
}
