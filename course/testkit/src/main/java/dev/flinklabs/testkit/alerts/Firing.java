package dev.flinklabs.testkit.alerts;

import java.util.Map;

/**
 * When an alert fires over a recording.
 *
 * @param alert its name
 * @param counts at each moment, in seconds: 0, 1, or 2 for several at once
 */
record Firing(String alert, Map<Integer, Integer> counts) {

    int at(int second) {
        return counts.getOrDefault(second, 0);
    }
}
