package dev.flinklabs.coach.watch;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.trouble.Trouble;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Notices that the text of a lab has changed. The system's file events say when to look, and what
 * is read decides. Events get lost, over the network, in a laptop's sleep or from the other side of
 * a container; so it is looked now and then without one. Where a look finds what no event has told,
 * looks become frequent, until an event comes.
 */
final class Saves implements AutoCloseable {

    private static final Duration NOW_AND_THEN = Duration.ofSeconds(1);
    private static final Duration FREQUENTLY = Duration.ofMillis(200);

    /** Of the time, at most one part in so many is spent on looking: disks can be slow. */
    private static final int SHARE = 5;

    private final Lab lab;
    private final Function<Lab, SourceTree> text;
    private final Runnable changed;
    private final Semaphore events = new Semaphore(0);
    private final FileEvents.Source source;
    private final Thread thread = new Thread(this::follow, "saves");
    private volatile boolean closed;

    private Saves(
            Lab lab, FileEvents.Source source, Function<Lab, SourceTree> text, Runnable changed) {
        this.lab = lab;
        this.source = source;
        this.text = text;
        this.changed = changed;
    }

    /**
     * Looks out for saves until it is closed.
     *
     * @param source tells when to look
     * @param text reads what can be saved; may throw a {@link Trouble}
     * @param changed is called on another thread: once at the beginning, and whenever the text is
     *     another one than before, or cannot be read any more
     */
    static Saves of(
            Lab lab, FileEvents.Source source, Function<Lab, SourceTree> text, Runnable changed) {
        Saves saves = new Saves(lab, source, text, changed);
        saves.thread.setDaemon(true);
        saves.thread.start();
        return saves;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void follow() {
        Path directory = lab.phase().resolve("src");
        try (FileEvents opened = source.open(directory, events::release).orElse(null)) {
            // The first look is at once: something may have been saved since the caller has read.
            events.release();
            follow(opened == null ? FREQUENTLY : NOW_AND_THEN);
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void follow(Duration usualPace) throws InterruptedException {
        Settling settling = new Settling(this::read, time -> Thread.sleep(time.toMillis()));
        Optional<SourceTree> seen = Optional.empty();
        Duration pace = usualPace;
        Duration rest = pace;
        while (!closed) {
            boolean told = events.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS);
            events.drainPermits();
            long begun = System.nanoTime();
            Optional<SourceTree> now = settling.after(seen);
            boolean same = Settling.isSame(now, seen);
            Duration spent = Duration.ofNanos(System.nanoTime() - begun);
            if (!same) {
                seen = now;
                changed.run();
            }
            if (told) {
                pace = usualPace;
            } else if (!same) {
                pace = FREQUENTLY;
            }
            rest = same ? max(pace, spent.multipliedBy(SHARE)) : pace;
        }
    }

    /** Whoever is told that the text cannot be read tries it too, and hears why. */
    private Optional<SourceTree> read() {
        try {
            return Optional.of(text.apply(lab));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
