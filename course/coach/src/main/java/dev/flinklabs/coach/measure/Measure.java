package dev.flinklabs.coach.measure;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.flinklabs.coach.bench.Bench;
import dev.flinklabs.coach.bench.BenchListener;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.grading.BenchFactory;
import dev.flinklabs.coach.programs.Program;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.workspace.Workspace;
import dev.flinklabs.coach.workspace.Workspaces;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures how long verdicts take: warm, cold and through Maven, side by side in one run. It judges
 * nothing; times on a loaded machine are read as ratios.
 */
public final class Measure {

    private static final int WARM_UP = 8;

    /** Until then the JVM fills the heap that it was given and compiles; what grows later stays. */
    private static final int SETTLED = 100;

    private static final int VERDICTS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String ROW = "%-42s %9s %9s %9s %9s   %-9s %s";

    private final Path root;
    private final Solutions solutions;
    private final Workspaces workspaces;
    private final BenchFactory benches;
    private final int rounds;
    private final Consumer<String> lines;

    /**
     * @param benches that belong to this process
     * @param rounds how often each thing is measured; medians are told
     * @param lines gets each line as soon as it is known
     */
    public Measure(
            Path root,
            Solutions solutions,
            Workspaces workspaces,
            BenchFactory benches,
            int rounds,
            Consumer<String> lines) {
        this.root = root;
        this.solutions = solutions;
        this.workspaces = workspaces;
        this.benches = benches;
        this.rounds = rounds;
        this.lines = lines;
    }

    /**
     * @param labs whose reference solutions are graded; the bench is that of the first one's phase
     * @throws Trouble when one of them is not green
     */
    public void run(List<Lab> labs) {
        try (Bench bench = benches.open(labs.get(0).phase())) {
            Path phase = labs.get(0).phase();
            Workspace probes = workspaces.of("probes", Probes.sources(root));
            starts(bench, phase, probes);
            lines.accept("");
            lines.accept("warm verdicts, median of %d".formatted(rounds));
            for (Map.Entry<String, String> kind : Probes.KINDS.entrySet()) {
                Samples samples = warm(bench, Probes.named(kind.getKey(), phase), probes);
                lines.accept("  %-40s %s".formatted(kind.getValue(), samples.seconds()));
            }
            lines.accept("");
            lines.accept(growth(bench, phase, probes));
        }
        Map<Lab, Samples> warm = new LinkedHashMap<>();
        lines.accept("");
        lines.accept("the wrong answer that takes longest");
        labs.stream()
                .collect(groupingBy(Lab::phase, LinkedHashMap::new, toList()))
                .forEach((phase, ofPhase) -> warm.putAll(warm(phase, ofPhase)));
        lines.accept("");
        lines.accept(
                ROW.formatted(
                        "whole labs", "warm", "command", "cold", "Maven", "warm", "cold ÷ Maven"));
        warm.forEach((lab, samples) -> lines.accept(sideBySide(lab, samples)));
    }

    private Map<Lab, Samples> warm(Path phase, List<Lab> labs) {
        Map<Lab, Samples> warm = new LinkedHashMap<>();
        try (Bench bench = benches.open(phase)) {
            for (Lab lab : labs) {
                warm.put(lab, warm(bench, lab, workspaces.solution(lab)));
                lines.accept("  " + slowestWrongAnswer(bench, lab));
            }
        }
        return warm;
    }

    private void starts(Bench bench, Path phase, Workspace probes) {
        LabVerdict verdict = green(bench, Probes.named(Probes.START, phase), probes);
        Duration tests =
                verdict.tests().stream()
                        .map(test -> test.time())
                        .reduce(Duration.ZERO, Duration::plus);
        lines.accept("starts");
        lines.accept("  %-40s %s".formatted("bench", Samples.seconds(verdict.time().minus(tests))));
        verdict.tests()
                .forEach(
                        test ->
                                lines.accept(
                                        "  %-40s %s"
                                                .formatted(
                                                        test.display(),
                                                        Samples.seconds(test.time()))));
    }

    private Samples warm(Bench bench, Lab lab, Workspace workspace) {
        Samples samples = new Samples();
        for (int i = 0; i < WARM_UP + rounds; i++) {
            Duration time = green(bench, lab, workspace).time();
            if (i >= WARM_UP) {
                samples.add(time);
            }
        }
        return samples;
    }

    /** Where nothing comes out, somebody has to give up waiting. */
    private String slowestWrongAnswer(Bench bench, Lab lab) {
        return solutions.wrongAnswers(lab).stream()
                .map(
                        name ->
                                Map.entry(
                                        name,
                                        bench.grade(
                                                        lab,
                                                        workspaces.wrongAnswer(
                                                                lab,
                                                                solutions.wrongAnswer(lab, name)),
                                                        BenchListener.SILENT)
                                                .time()))
                .max(Comparator.comparing(Map.Entry::getValue))
                .map(
                        slowest ->
                                "%-40s %s"
                                        .formatted(
                                                "%s %s".formatted(lab.id(), slowest.getKey()),
                                                Samples.seconds(slowest.getValue())))
                .orElse("%s has no wrong answers".formatted(lab.id()));
    }

    private String growth(Bench bench, Path phase, Workspace probes) {
        serve(bench, phase, probes, SETTLED);
        Optional<ProcessHandle> before = jvm();
        Optional<Memory> first = before.flatMap(jvm -> Memory.of(jvm, root));
        serve(bench, phase, probes, VERDICTS);
        Optional<ProcessHandle> after = jvm();
        Optional<Memory> last = after.flatMap(jvm -> Memory.of(jvm, root));
        String what = "memory over %d verdicts, after %d: ".formatted(VERDICTS, SETTLED);
        if (!before.equals(after)) {
            return what
                    + "the bench was replaced meanwhile, as one is that holds on to old classes";
        }
        return first.isPresent() && last.isPresent()
                ? what + first.get().until(last.get())
                : what + "this machine has no ps, or no jcmd";
    }

    private void serve(Bench bench, Path phase, Workspace probes, int verdicts) {
        List<String> kinds = List.copyOf(Probes.KINDS.keySet());
        for (int i = 0; i < verdicts; i++) {
            green(bench, Probes.named(kinds.get(i % kinds.size()), phase), probes);
        }
    }

    /** The bench's, which is the youngest that this process has started. */
    private static Optional<ProcessHandle> jvm() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .max(Comparator.comparing(child -> child.info().startInstant().orElseThrow()));
    }

    private String sideBySide(Lab lab, Samples warm) {
        Samples command = new Samples();
        Samples cold = new Samples();
        Samples maven = new Samples();
        String[] check = {"sh", "lab", "check", "--solution", lab.id()};
        String phase = lab.phase().getFileName().toString();
        for (int i = 0; i < rounds; i++) {
            ends("sh", "lab", "stop");
            cold.add(ends(check));
            ends(check);
            command.add(ends(check));
            maven.add(
                    ends(
                            "sh",
                            "mvnw",
                            "-q",
                            "-o",
                            "-Psolutions",
                            "-pl",
                            phase,
                            "-am",
                            "test",
                            "-Dgroups=" + lab.id()));
        }
        ends("sh", "lab", "stop");
        return ROW.formatted(
                        lab.id() + " " + lab.title(),
                        warm.seconds(),
                        command.seconds(),
                        cold.seconds(),
                        maven.seconds(),
                        warm.over(maven),
                        cold.over(maven))
                .stripTrailing();
    }

    private LabVerdict green(Bench bench, Lab lab, Workspace workspace) {
        LabVerdict verdict = bench.grade(lab, workspace, BenchListener.SILENT);
        if (verdict.outcome() != Outcome.PASSED) {
            String why =
                    verdict.tests().stream()
                            .filter(test -> test.outcome() != Outcome.PASSED)
                            .map(test -> test.display() + ": " + test.message())
                            .findFirst()
                            .orElse(verdict.reason());
            throw Trouble.course(
                    "%s is not green, and only what is green is measured. %s"
                            .formatted(lab.id(), why));
        }
        return verdict;
    }

    private Duration ends(String... command) {
        long begun = System.nanoTime();
        Path log = root.resolve("target").resolve("measure.log");
        if (!Program.endsWell(root, PATIENCE, log, command)) {
            throw Trouble.course(
                    "%s does not end well. What it printed stands in %s."
                            .formatted(
                                    String.join(" ", command).substring("sh ".length()),
                                    root.relativize(log)));
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
