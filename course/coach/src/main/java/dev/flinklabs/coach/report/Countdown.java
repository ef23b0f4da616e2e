package dev.flinklabs.coach.report;

import dev.flinklabs.coach.bench.BenchListener;
import dev.flinklabs.coach.verdict.TestVerdict;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells how far a long run has come: how many tests of how many, and how much time is left at the
 * pace so far. Drawn on a terminal only, from three seconds on, on one line that is erased at the
 * end.
 */
public final class Countdown implements AutoCloseable {

    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Screen screen;
    private final int total;
    private final LongSupplier clock;
    private final long start;
    private final ScheduledExecutorService ticks;
    private long firstEnd;
    private int done;
    private boolean drawn;

    Countdown(Screen screen, int total, LongSupplier clock, ScheduledExecutorService ticks) {
        this.screen = screen;
        this.total = total;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.ticks = ticks;
    }

    /**
     * @param total how many tests there are to run in all
     */
    public static Countdown start(Screen screen, int total) {
        ScheduledExecutorService ticks =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "countdown");
                            thread.setDaemon(true);
                            return thread;
                        });
        Countdown countdown = new Countdown(screen, total, System::nanoTime, ticks);
        if (screen.terminal()) {
            ticks.scheduleAtFixedRate(countdown::draw, 250, 250, TimeUnit.MILLISECONDS);
        }
        return countdown;
    }

    /** A run of so many tests begins. */
    public Lap lap(int tests) {
        return new Lap(tests);
    }

    /** Makes room for a line of a report. */
    public synchronized void erase() {
        if (drawn) {
            screen.err().print(ERASE_LINE);
            screen.err().flush();
            drawn = false;
        }
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        erase();
    }

    synchronized void draw() {
        long elapsed = clock.getAsLong() - start;
        if (elapsed < SILENT_NANOS || ticks.isShutdown()) {
            return;
        }
        if (done >= total) {
            return;
        }
        String left = "";
        if (done > 1) {
            // The time before the first test has ended is mostly start-up, which comes once.
            long pace = (clock.getAsLong() - firstEnd) / (done - 1);
            left = "     about " + inWords(Duration.ofNanos(pace * (total - done))) + " left";
        }
        screen.err().print(ERASE_LINE + done + " of " + total + " tests" + left);
        screen.err().flush();
        drawn = true;
    }

    private synchronized void ended(int tests) {
        if (done == 0 && tests > 0) {
            firstEnd = clock.getAsLong();
        }
        done += tests;
    }

    private static String inWords(Duration left) {
        long seconds = Math.max(1, left.toSeconds());
        return seconds < 90 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }

    /** One run. Closed when it is over, whether all of its tests ended or not. */
    public final class Lap implements BenchListener, AutoCloseable {

        private int left;

        private Lap(int tests) {
            left = tests;
        }

        @Override
        public void ended(TestVerdict test) {
            if (left > 0) {
                left--;
                Countdown.this.ended(1);
            }
        }

        @Override
        public void close() {
            Countdown.this.ended(left);
            left = 0;
        }
    }
}
