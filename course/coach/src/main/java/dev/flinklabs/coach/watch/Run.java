package dev.flinklabs.coach.watch;

import dev.flinklabs.coach.files.SourceTree;

import java.time.Duration;

/**
 * A run under way, and for how long its end is waited for once its verdict is of no use any more. A
 * short one is let run to its end, since to end it costs the warm JVM; one that gives no sign of
 * life is not.
 */
final class Run {

    /**
     * Without a sign of life, when the JVM is warm. A lab out of which nothing comes, the commonest
     * mistake, needs half of it to say so.
     */
    static final Duration PATIENCE = Duration.ofSeconds(6);

    /** The same while the JVM, the broker and the cluster may still be starting. */
    static final Duration PATIENCE_AT_FIRST = Duration.ofSeconds(30);

    private final SourceTree text;
    private final long begun;
    private final boolean warm;
    private int ended;
    private long lastSign;
    private boolean unwanted;
    private boolean aborted;

    /**
     * @param text what is graded
     * @param warm whether the bench's JVM, broker and cluster are up
     * @param now a {@link System#nanoTime}, as all times here
     */
    Run(SourceTree text, boolean warm, long now) {
        this.text = text;
        this.warm = warm;
        this.begun = now;
    }

    SourceTree text() {
        return text;
    }

    int ended() {
        return ended;
    }

    Duration time(long now) {
        return Duration.ofNanos(now - begun);
    }

    boolean isUnwanted() {
        return unwanted;
    }

    void testEnded(long now) {
        ended++;
        lastSign = now;
    }

    /** Its verdict is of no use: the text is another one, or a new run was asked for. */
    void unwant(long now) {
        if (!unwanted) {
            unwanted = true;
            lastSign = now;
        }
    }

    /** The text is again the one that is graded here. */
    void want() {
        unwanted = false;
    }

    boolean isToBeAborted(long now) {
        Duration patience = warm || ended > 0 ? PATIENCE : PATIENCE_AT_FIRST;
        return unwanted && now - lastSign >= patience.toNanos();
    }

    /** It was told to end, and is given time for it. */
    void aborted(long now) {
        aborted = true;
        lastSign = now;
    }

    /** Whether the next run finds a JVM in which all that is slow has been started. */
    boolean leavesWarm() {
        return !aborted && (warm || ended > 0);
    }
}
