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
            follow(new Pace(opened != null));
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void follow(Pace pace) throws InterruptedException {
        Settling settling = new Settling(this::read, time -> Thread.sleep(time.toMillis()));
        Optional<SourceTree> seen = Optional.empty();
        while (!closed) {
            boolean told = events.tryAcquire(pace.rest().toMillis(), TimeUnit.MILLISECONDS);
            events.drainPermits();
            long begun = System.nanoTime();
            Optional<SourceTree> now = settling.after(seen);
            boolean isNew = !Settling.isSame(now, seen);
            pace.looked(told, isNew, Duration.ofNanos(System.nanoTime() - begun));
            if (isNew) {
                seen = now;
                changed.run();
            }
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
}
