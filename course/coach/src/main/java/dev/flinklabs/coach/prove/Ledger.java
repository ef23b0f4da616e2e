package dev.flinklabs.coach.prove;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What passed and what failed at each gate. */
final class Ledger {

    private final Map<Gate, Integer> passed = new EnumMap<>(Gate.class);
    private final Map<Gate, List<String>> failures = new EnumMap<>(Gate.class);

    void pass(Gate gate) {
        passed.merge(gate, 1, Integer::sum);
    }

    /**
     * @param what the lab, and what of it
     * @param reason one line or more
     */
    void fail(Gate gate, String what, String reason) {
        failures.computeIfAbsent(gate, g -> new ArrayList<>()).add(what + ": " + reason);
    }

    int passed(Gate gate) {
        return passed.getOrDefault(gate, 0);
    }

    List<String> failures(Gate gate) {
        return failures.getOrDefault(gate, List.of());
    }

    int passed() {
        return passed.values().stream().mapToInt(Integer::intValue).sum();
    }

    int failed() {
        return failures.values().stream().mapToInt(List::size).sum();
    }
}
