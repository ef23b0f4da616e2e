package dev.flinklabs.coach.measure;

import dev.flinklabs.coach.programs.Program;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM holds, in KiB.
 *
 * @param resident its resident set, by {@code ps}
 * @param heap what its objects take, by {@code jcmd}; what it has reserved for them is more, and as
 *     much as the busiest moment has taken
 * @param metaspace what its classes take, by {@code jcmd}
 */
record Memory(long resident, long heap, long metaspace) {

    private static final Pattern GENERATION =
            Pattern.compile("generation\\s+total \\d+K, used (\\d+)K");
    private static final Pattern METASPACE = Pattern.compile("Metaspace\\s+used (\\d+)K");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * Empty where this machine has no such commands, or the JVM is gone. Asked for the number of
     * its objects, the JVM collects its garbage first: what is counted is in use.
     */
    static Optional<Memory> of(ProcessHandle jvm, Path directory) {
        String pid = Long.toString(jvm.pid());
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Program.output(directory, PATIENCE, jcmd.toString(), pid, "GC.class_histogram");
        Optional<String> heap =
                Program.output(directory, PATIENCE, jcmd.toString(), pid, "GC.heap_info")
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        Optional<String> set =
                Program.output(directory, PATIENCE, "ps", "-o", "rss=", "-p", pid)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
        Matcher metaspace = METASPACE.matcher(heap.orElse(""));
        return set.isPresent() && metaspace.find()
                ? Optional.of(
                        new Memory(
                                Long.parseLong(set.get()),
                                used(heap.get()),
                                Long.parseLong(metaspace.group(1))))
                : Optional.empty();
    }

    private static long used(String heap) {
        return GENERATION
                .matcher(heap)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    /** {@code RSS 690 → 697 MB (+1.0 %), heap in use 58 → 59 MB (+1.7 %), metaspace …}. */
    String until(Memory later) {
        return "RSS %s, heap in use %s, metaspace %s"
                .formatted(
                        growth(resident, later.resident),
                        growth(heap, later.heap),
                        growth(metaspace, later.metaspace));
    }

    private static String growth(long before, long after) {
        return String.format(
                Locale.ROOT,
                "%d → %d MB (%+.1f %%)",
                before / 1024,
                after / 1024,
                100.0 * (after - before) / before);
    }
}
