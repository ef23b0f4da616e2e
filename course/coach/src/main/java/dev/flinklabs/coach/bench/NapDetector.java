package dev.flinklabs.coach.bench;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices that the machine slept, or that this process was stopped for a while: two looks at the
 * wall clock lie further apart than they should.
 */
public final class NapDetector {

    /** A loaded machine is late by seconds; a nap that matters to a broker is longer than this. */
    static final Duration LEAST = Duration.ofSeconds(20);

    private final LongSupplier clock;
    private final long longest;
    private long last;

    /**
     * @param interval at which {@link #noticed} is asked
     */
    public NapDetector(Duration interval) {
        this(interval, System::currentTimeMillis);
    }

    NapDetector(Duration interval, LongSupplier clock) {
        this.clock = clock;
        this.longest = interval.plus(LEAST).toMillis();
        this.last = clock.getAsLong();
    }

    /** Whether there was a nap since this was asked last. */
    public boolean noticed() {
        long before = last;
        last = clock.getAsLong();
        return last - before > longest;
    }
}
