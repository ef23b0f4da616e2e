package dev.flinklabs.ops.lab16;

import dev.flinklabs.marketplace.OrderEvent;

import java.time.Duration;
import java.time.Instant;

/**
 * An order event as the broker has it.
 *
 * @param event what happened; its time is told by the clock of whoever wrote it
 * @param stamped when the record came to the broker, by the broker's own clock
 */
public record StampedOrder(OrderEvent event, Instant stamped) {

    private static final Duration HONEST = Duration.ofMinutes(1);

    /** When it happened, in epoch milliseconds. */
    long time() {
        return event.eventTime().toEpochMilli();
    }

    /**
     * Whether a wrong clock has timed it: it says that it happened more than a minute after it came
     * to the broker.
     */
    boolean wronglyTimed() {
        return event.eventTime().isAfter(stamped.plus(HONEST));
    }
}
