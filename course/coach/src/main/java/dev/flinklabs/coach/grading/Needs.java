package dev.flinklabs.coach.grading;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.catalogue.Nearest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Knows what labs may need, and tells whether it is there. */
public final class Needs {

    private static final Supplier<Optional<String>> ALWAYS_THERE = Optional::empty;

    private final Map<String, Supplier<Optional<String>>> known;

    /**
     * @param known for each need a check that is empty when it is there, and otherwise says in a
     *     sentence what is absent and what provides it
     */
    public Needs(Map<String, Supplier<Optional<String>>> known) {
        this.known = known;
    }

    /**
     * What the course's labs may need. The broker runs in the JVM, and processes are started from
     * the same JDK.
     */
    public static Needs ofTheCourse() {
        return new Needs(
                Map.of(
                        "kafka", ALWAYS_THERE,
                        "own-broker", ALWAYS_THERE,
                        "processes", ALWAYS_THERE));
    }

    /** All that a lab may need, sorted. */
    public List<String> names() {
        return known.keySet().stream().sorted().toList();
    }

    /** What is wrong with the lab's list of needs; empty when all are known. */
    Optional<String> defect(Lab lab) {
        return lab.needs().stream()
                .filter(need -> !known.containsKey(need))
                .findFirst()
                .map(
                        need ->
                                "The page of lab %s needs '%s', which the coach does not know. Nearest: %s."
                                        .formatted(
                                                lab.id(),
                                                need,
                                                String.join(", ", Nearest.to(need, names()))));
    }

    /** Why the lab cannot run here; empty when all that it needs is there. */
    public Optional<String> absent(Lab lab) {
        return lab.needs().stream().flatMap(need -> known.get(need).get().stream()).findFirst();
    }
}
