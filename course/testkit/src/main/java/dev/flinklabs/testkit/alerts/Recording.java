package dev.flinklabs.testkit.alerts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What Prometheus has scraped in half an hour: series with a sample every 30 seconds, from minute 0
 * to minute {@value #MINUTES}.
 */
public final class Recording {

    public static final int MINUTES = 30;

    /** Of a series that is not there at that moment: nobody reports it. */
    public static final double ABSENT = Double.NaN;

    static final int SCRAPE_SECONDS = 30;

    private static final int SCRAPES = MINUTES * 60 / SCRAPE_SECONDS + 1;

    /**
     * How Prometheus notes down that a series that was there is there no more; without it the last
     * sample would count for five minutes.
     */
    private static final String STALE = "stale";

    private static final String NO_SAMPLE = "_";

    private final Map<String, DoubleUnaryOperator> series = new LinkedHashMap<>();
    private final Map<String, DoubleFunction<String>> told = new LinkedHashMap<>();

    /**
     * Adds a series, or replaces the one of that name and labels.
     *
     * @param name with its labels, such as {@code up{job="flink"}}
     * @param valueAt its value at a minute, and half minutes; {@link #ABSENT} while it is not there
     */
    public Recording series(String name, DoubleUnaryOperator valueAt) {
        series.put(name, valueAt);
        return this;
    }

    /**
     * A lane of the picture beside the alerts, in few characters.
     *
     * @param valueAt what to show at a minute
     */
    public Recording told(String label, DoubleFunction<String> valueAt) {
        told.put(label, valueAt);
        return this;
    }

    Map<String, DoubleFunction<String>> told() {
        return told;
    }

    /** The series as promtool's rule tests take them: by name, the samples in a line. */
    Map<String, String> samples() {
        Map<String, String> all = new LinkedHashMap<>();
        series.forEach((name, valueAt) -> all.put(name, samples(valueAt)));
        return all;
    }

    /** The moments of its scrapes, in seconds. */
    static List<Integer> moments() {
        return IntStream.range(0, SCRAPES).mapToObj(i -> i * SCRAPE_SECONDS).toList();
    }

    private static String samples(DoubleUnaryOperator valueAt) {
        List<String> samples = new ArrayList<>();
        boolean present = false;
        for (int second : moments()) {
            double value = valueAt.applyAsDouble(second / 60.0);
            samples.add(Double.isNaN(value) ? present ? STALE : NO_SAMPLE : plain(value));
            present = !Double.isNaN(value);
        }
        return samples.stream().collect(Collectors.joining(" "));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
