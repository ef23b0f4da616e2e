package dev.flinklabs.coach.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times of one thing, measured several times. */
final class Samples {

    private final List<Duration> times = new ArrayList<>();

    void add(Duration time) {
        times.add(time);
    }

    /** The middle one; of an even number the lower of the two in the middle. */
    Duration median() {
        if (times.isEmpty()) {
            throw new IllegalStateException("Nothing was measured.");
        }
        return times.stream().sorted().toList().get((times.size() - 1) / 2);
    }

    /** In seconds, as a table shows it. */
    String seconds() {
        return times.isEmpty() ? "–" : seconds(median());
    }

    /** How many times faster this is than the other, or slower: {@code 1/22}, {@code 0.48}. */
    String over(Samples other) {
        if (times.isEmpty() || other.times.isEmpty()) {
            return "–";
        }
        double ratio = (double) median().toNanos() / other.median().toNanos();
        return ratio < 0.2
                ? "1/" + Math.round(1 / ratio)
                : String.format(Locale.ROOT, "%.2f", ratio);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
    }
}
