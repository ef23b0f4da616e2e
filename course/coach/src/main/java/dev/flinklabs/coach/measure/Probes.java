package dev.flinklabs.coach.measure;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Small labs of the testkit's own tests, one of each kind: what a verdict costs where the lab
 * itself does next to nothing. A probe's name is the tag of its test class.
 */
final class Probes {

    /** Starts what a bench has to start once; the names of its tests say what. */
    static final String START = "probe-start";

    /** The kinds, in the order in which they are told. */
    static final Map<String, String> KINDS = kinds();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Probes() {}

    /** The sources of all of them. */
    static SourceTree sources(Path root) {
        return SourceTree.read(
                root.resolve("course").resolve("testkit"),
                "src/test",
                path -> path.contains("/testkit/probe/"));
    }

    /** The probe as a lab of this phase, whose class path it runs on. */
    static Lab named(String tag, Path phase) {
        return new Lab(
                tag, tag, phase, phase, 1, List.of(), "blank", 1, List.of(), List.of(), List.of(),
                LIMIT);
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("probe-harness", "forty tests on the operator harness");
        kinds.put("probe-cluster", "one job on the cluster");
        kinds.put("probe-broker", "one program on the broker");
        kinds.put("probe-sql", "one SQL query");
        kinds.put("probe-sql-on-broker", "one SQL query on the broker");
        return kinds;
    }
}
