package dev.flinklabs.coach.watch;

import dev.flinklabs.coach.files.SourceTree;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a text that somebody may be writing: a save is often several steps, and only what stands
 * still after them is meant.
 */
final class Settling {

    /** So long a text must stand still; what every verdict waits for. */
    static final Duration QUIET = Duration.ofMillis(20);

    /**
     * The same when a file is gone or empty: many an editor deletes or empties it and writes it
     * anew.
     */
    static final Duration QUIET_WHEN_GONE = Duration.ofMillis(200);

    /** What does not stand still by then is taken as it is. */
    static final Duration LONGEST = Duration.ofSeconds(2);

    private final Supplier<Optional<SourceTree>> text;
    private final Pause pause;

    /**
     * @param text reads it; empty when it cannot be read at this moment
     */
    Settling(Supplier<Optional<SourceTree>> text, Pause pause) {
        this.text = text;
        this.pause = pause;
    }

    /**
     * The text now, after it has come to a standstill if it is another one than before.
     *
     * @return empty when it cannot be read
     */
    Optional<SourceTree> after(Optional<SourceTree> before) throws InterruptedException {
        Optional<SourceTree> now = text.get();
        Duration still = Duration.ZERO;
        Duration all = Duration.ZERO;
        while (!isSame(now, before)
                && still.compareTo(quiet(before, now)) < 0
                && all.compareTo(LONGEST) < 0) {
            pause.of(QUIET);
            all = all.plus(QUIET);
            Optional<SourceTree> next = text.get();
            still = isSame(next, now) ? still.plus(QUIET) : Duration.ZERO;
            now = next;
        }
        return now;
    }

    static boolean isSame(Optional<SourceTree> one, Optional<SourceTree> other) {
        return one.isPresent() && other.isPresent()
                ? one.get().isSameAs(other.get())
                : one.isEmpty() && other.isEmpty();
    }

    private static Duration quiet(Optional<SourceTree> before, Optional<SourceTree> now) {
        return now.isEmpty() || before.isPresent() && lost(before.get(), now.get())
                ? QUIET_WHEN_GONE
                : QUIET;
    }

    private static boolean lost(SourceTree before, SourceTree now) {
        for (Map.Entry<String, byte[]> file : before.files().entrySet()) {
            byte[] content = now.files().get(file.getKey());
            if (content == null || content.length == 0 && file.getValue().length > 0) {
                return true;
            }
        }
        return false;
    }
}
