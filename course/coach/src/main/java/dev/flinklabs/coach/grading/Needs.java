package dev.flinklabs.coach.grading;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.catalogue.Nearest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Knows what labs may need, and tells whether it is there. */
public final class Needs {

    private final Supplier<Map<String, Need>> reader;
    private Map<String, Need> known;

    /**
     * @param known by the names that pages use
     */
    public Needs(Map<String, Need> known) {
        this(() -> known);
    }

    private Needs(Supplier<Map<String, Need>> reader) {
        this.reader = reader;
    }

    /**
     * What the course's labs may need, read when it is first asked for.
     *
     * @param root the course's directory
     */
    public static Needs ofTheCourse(Path root) {
        return new Needs(() -> new NeedsFile(root).needs());
    }

    /** All that a lab may need, sorted. */
    public List<String> names() {
        return known().keySet().stream().sorted().toList();
    }

    /** What is wrong with the lab's list of needs; empty when all are known. */
    Optional<String> defect(Lab lab) {
        return lab.needs().stream()
                .filter(need -> !known().containsKey(need))
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
        return known(lab).flatMap(need -> need.absent().stream()).findFirst();
    }

    /**
     * The commands that provide what is absent here and the lab needs; none when it can run. A need
     * without a command is not among them.
     */
    public List<String> providers(Lab lab) {
        return known(lab)
                .filter(need -> need.absent().isPresent())
                .map(Need::provider)
                .filter(command -> !command.isEmpty())
                .distinct()
                .toList();
    }

    private Stream<Need> known(Lab lab) {
        return lab.needs().stream().filter(known()::containsKey).map(known()::get);
    }

    private synchronized Map<String, Need> known() {
        if (known == null) {
            known = reader.get();
        }
        return known;
    }
}
