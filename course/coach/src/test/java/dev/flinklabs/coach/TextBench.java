package dev.flinklabs.coach;

import dev.flinklabs.coach.bench.Bench;
import dev.flinklabs.coach.bench.BenchListener;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;
import dev.flinklabs.coach.workspace.Workspace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A bench that runs nothing: it judges the workspace by its text. Each line of a test file, {@code
 * name | text | message}, passes when the code, comments aside, holds the text; {@code \n} in the
 * message ends a line. Other lines say nothing. Code that throws an {@code
 * UnsupportedOperationException} is not done, and code with {@code syntax error} in it does not
 * compile.
 */
public final class TextBench implements Bench {

    private final Path phase;
    private final List<String> log;

    /**
     * @param log gets a line when the bench is opened, grades and is closed
     */
    public TextBench(Path phase, List<String> log) {
        this.phase = phase;
        this.log = log;
        log.add("open " + phase.getFileName());
    }

    @Override
    public LabVerdict grade(Lab lab, Workspace workspace, BenchListener listener) {
        log.add("grade " + workspace.root().getFileName());
        String code = code(workspace);
        Duration time = Duration.ofMillis(120);
        if (code.contains("syntax error")) {
            String reason = "Orders.java:8: error: ';' expected";
            return new LabVerdict(lab.id(), Outcome.BROKEN, List.of(), reason, "", time);
        }
        List<TestVerdict> tests = new ArrayList<>();
        for (Path file : Disk.filesBelow(workspace.root().resolve("src/test"))) {
            List<String> rules =
                    Disk.readText(file).lines().filter(line -> line.contains(" | ")).toList();
            for (String line : rules) {
                TestVerdict test = judge(file, line.split(" \\| "), code);
                listener.ended(test);
                tests.add(test);
            }
        }
        return new LabVerdict(lab.id(), worst(tests), tests, "", "printed by the code\n", time);
    }

    @Override
    public void close() {
        log.add("close " + phase.getFileName());
    }

    private static TestVerdict judge(Path file, String[] rule, String code) {
        boolean notDone = code.contains("UnsupportedOperationException");
        Outcome outcome =
                notDone
                        ? Outcome.NOT_DONE
                        : code.contains(rule[1]) ? Outcome.PASSED : Outcome.FAILED;
        String message =
                switch (outcome) {
                    case NOT_DONE ->
                            code.replaceAll(
                                    "(?s).*UnsupportedOperationException\\(\"(.*?)\".*", "$1");
                    case FAILED -> rule[2].replace("\\n", "\n");
                    default -> "";
                };
        boolean failed = outcome == Outcome.FAILED;
        return new TestVerdict(
                file.getFileName().toString().replace(".java", "") + "." + rule[0],
                rule[0],
                outcome,
                message,
                failed ? "Orders.java:8" : "",
                failed
                        ? "java.lang.AssertionError: "
                                + rule[2]
                                + "\n\tat Orders.read(Orders.java:8)\n"
                        : "",
                Duration.ofMillis(40));
    }

    private static String code(Workspace workspace) {
        return Disk.filesBelow(workspace.root().resolve("src/main")).stream()
                .flatMap(file -> Disk.readText(file).lines())
                .filter(line -> !line.strip().startsWith("//"))
                .collect(Collectors.joining("\n"));
    }

    private static Outcome worst(List<TestVerdict> tests) {
        for (Outcome outcome : List.of(Outcome.FAILED, Outcome.NOT_DONE)) {
            if (tests.stream().anyMatch(test -> test.outcome() == outcome)) {
                return outcome;
            }
        }
        return Outcome.PASSED;
    }
}
