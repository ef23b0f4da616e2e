package dev.flinklabs.coach.watch;

import dev.flinklabs.coach.bench.NapDetector;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.report.LabPaths;
import dev.flinklabs.coach.report.Screen;
import dev.flinklabs.coach.trouble.Trouble;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Watches labs on the terminal of this process: brings saves, keys and the ends of runs onto one
 * thread, one after the other, and shows what they make of the board.
 */
public final class Watching {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final ExecutorService grading = Executors.newSingleThreadExecutor(Watching::daemon);
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final Verbs verbs;
    private final FileEvents.Source source;
    private final Screen screen;
    private final View view;
    private final Watch watch;
    private final NapDetector nap = new NapDetector(TICK);
    private Window window;
    private Display display;
    private Saves saves;

    /**
     * @param withEvents whether the system's file events tell when to look for saves; otherwise it
     *     is looked again and again
     * @param screen leads to the terminal
     */
    public Watching(Verbs verbs, boolean withEvents, Screen screen, LabPaths paths) {
        this.verbs = verbs;
        this.source = withEvents ? NativeFileEvents::open : FileEvents.Source.NONE;
        this.screen = screen;
        this.view = new View(screen, paths);
        this.watch =
                new Watch(
                        verbs, grading, events::add, this::prepare, this::follow, System::nanoTime);
    }

    /**
     * Watches until the student quits; then the terminal is as it was, and a run may be under way
     * still.
     *
     * @param lab the first one in hand
     * @throws Trouble when there is no terminal, or the lab cannot be run
     */
    public void watch(Lab lab) {
        window =
                Window.open(screen.out(), screen.terminal())
                        .orElseThrow(() -> Trouble.machine(noTerminal(lab)));
        try (Window taken = window) {
            display =
                    screen.terminal()
                            ? new InPlace(view, taken::print, taken::size)
                            : new Roll(view, taken::print, taken::size);
            taken.onChange(() -> events.add(display::redraw));
            watch.begin(lab);
            daemon(this::readKeys).start();
            go();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            unfollow();
            grading.shutdown();
        }
        if (screen.terminal() && !watch.isRunning()) {
            // What was drawn is gone with the screen that it was drawn on.
            watch.board().verdict().map(view::headline).ifPresent(screen.out()::println);
        }
    }

    private void go() throws InterruptedException {
        while (!watch.isOver()) {
            display.show(watch.board());
            Runnable event = events.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
            if (nap.noticed()) {
                watch.slept();
            }
            while (event != null) {
                event.run();
                event = events.poll();
            }
            watch.tick();
        }
    }

    /** What is told of a set-up belongs on the screen of the shell, and stays there. */
    private void prepare(Lab lab) {
        window.giveBack();
        try {
            verbs.prepare(lab);
        } finally {
            window.take();
            display.redraw();
            // A download is no nap.
            nap.noticed();
        }
    }

    private void follow(Lab lab) {
        unfollow();
        saves = Saves.of(lab, source, verbs::text, () -> events.add(watch::saved));
    }

    private void unfollow() {
        if (saves != null) {
            saves.close();
        }
    }

    private void readKeys() {
        InputStream keyboard = System.in;
        byte[] read = new byte[64];
        try {
            for (int length = keyboard.read(read); length >= 0; length = keyboard.read(read)) {
                for (Key key : Key.in(read, length)) {
                    events.add(key == Key.REDRAW ? display::redraw : () -> watch.pressed(key));
                }
            }
        } catch (IOException e) {
            // The terminal has gone, which is an end too.
        }
        events.add(() -> watch.pressed(Key.QUIT));
    }

    private static String noTerminal(Lab lab) {
        return "watch draws on a terminal and reads keys from it, and there is none here. To check once: ./lab check %s"
                .formatted(lab.id());
    }

    private static Thread daemon(Runnable body) {
        Thread thread = new Thread(body, "watch");
        thread.setDaemon(true);
        return thread;
    }
}
