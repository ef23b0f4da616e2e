package dev.flinklabs.coach.watch;

import java.time.Duration;

/** How long to rest between two looks at the disk. */
final class Pace {

    /** Where events tell when to look: only in case that one got lost. */
    static final Duration NOW_AND_THEN = Duration.ofSeconds(1);

    /** Where nothing tells. */
    static final Duration FREQUENTLY = Duration.ofMillis(200);

    /** Of the time, at most one part in so many is spent on looking: disks can be slow. */
    private static final int SHARE = 5;

    private final Duration usual;
    private Duration pace;
    private Duration rest;

    /**
     * @param withEvents whether something tells when to look
     */
    Pace(boolean withEvents) {
        this.usual = withEvents ? NOW_AND_THEN : FREQUENTLY;
        this.pace = usual;
        this.rest = usual;
    }

    /** Until the next look, unless it is told of something before. */
    Duration rest() {
        return rest;
    }

    /**
     * A look is over.
     *
     * @param told whether an event had told to look
     * @param changed whether there was something new
     * @param spent how long the look took
     */
    void looked(boolean told, boolean changed, Duration spent) {
        if (told) {
            pace = usual;
        } else if (changed) {
            // Events do not come here, or not all of them.
            pace = FREQUENTLY;
        }
        Duration share = changed ? Duration.ZERO : spent.multipliedBy(SHARE);
        rest = pace.compareTo(share) >= 0 ? pace : share;
    }
}
