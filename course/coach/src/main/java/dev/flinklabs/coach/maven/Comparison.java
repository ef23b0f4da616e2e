package dev.flinklabs.coach.maven;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.maven.Variants.Variant;
import dev.flinklabs.coach.programs.Program;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.starters.Starters;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.verdict.TestVerdict;
import dev.flinklabs.coach.workspace.Workspace;
import dev.flinklabs.coach.workspace.Workspaces;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Grades every starter, solution, wrong answer and alternative through Maven too, and holds the two
 * verdicts against each other: the same tests pass, are not done, or fail by the same rules; of a
 * wrong answer those that catch it. One run of Maven takes one variant of each lab of a phase.
 */
public final class Comparison {

    private static final Pattern RULE = Pattern.compile("Rules? \\d+");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String PASSED = "passed";
    private static final String NOT_DONE = "not done";

    private final Path root;
    private final Solutions solutions;
    private final Starters starters;
    private final Workspaces workspaces;
    private final BiFunction<Lab, Supplier<Workspace>, Grade> grader;
    private final Consumer<String> lines;
    private int same;
    private int different;

    /**
     * @param grader grades on a bench
     * @param lines gets each line as soon as it is known
     */
    public Comparison(
            Path root,
            Solutions solutions,
            Starters starters,
            Workspaces workspaces,
            BiFunction<Lab, Supplier<Workspace>, Grade> grader,
            Consumer<String> lines) {
        this.root = root;
        this.solutions = solutions;
        this.starters = starters;
        this.workspaces = workspaces;
        this.grader = grader;
        this.lines = lines;
    }

    /**
     * @param phase all of its labs: Maven compiles them together, those that are not compared from
     *     their reference solutions
     * @param labs of that phase, which are compared
     * @return green, or the course is broken
     */
    public ExitCode run(List<Lab> phase, List<Lab> labs) {
        List<List<Variant>> variants =
                labs.stream().map(lab -> Variants.of(lab, solutions, starters)).toList();
        int rounds = variants.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < rounds; i++) {
            int round = i;
            compare(
                    phase,
                    variants.stream()
                            .filter(ofLab -> round < ofLab.size())
                            .map(ofLab -> ofLab.get(round))
                            .toList());
        }
        lines.accept("");
        lines.accept("%d passed, %d failed".formatted(same, different));
        return different == 0 ? ExitCode.GREEN : ExitCode.COURSE_BROKEN;
    }

    private void compare(List<Lab> phase, List<Variant> variants) {
        Path reports = maven(phase, variants);
        for (Variant variant : variants) {
            Lab lab = variant.lab();
            Grade grade =
                    grader.apply(
                            lab, () -> workspaces.withTests(lab, variant.name(), variant.code()));
            SortedMap<String, List<String>> onBench = onBench(grade);
            SortedMap<String, List<String>> byMaven = byMaven(reports, lab);
            if (!variant.certain().isEmpty()) {
                onBench.keySet().retainAll(variant.certain());
                byMaven.keySet().retainAll(variant.certain());
            }
            boolean equal = onBench.equals(byMaven);
            if (equal) {
                same++;
            } else {
                different++;
            }
            lines.accept(
                    "%s %s %s"
                            .formatted(
                                    equal ? "✔" : "✘",
                                    lab.id(),
                                    equal
                                            ? variant.name()
                                            : variant.name()
                                                    + "\n    bench  "
                                                    + onBench
                                                    + grade.verdict().reason()
                                                    + grade.defect()
                                                    + "\n    Maven  "
                                                    + byMaven));
        }
    }

    /** Runs Maven on the phase with this code in it, and gives the directory of its reports. */
    private Path maven(List<Lab> phase, List<Variant> variants) {
        Map<Lab, SourceTree> trees = new LinkedHashMap<>();
        phase.forEach(lab -> trees.put(lab, solutions.reference(lab)));
        variants.forEach(variant -> trees.put(variant.lab(), variant.code()));
        SourceTree code = new SourceTree(new TreeMap<>());
        for (SourceTree tree : trees.values()) {
            code = code.with(tree);
        }
        Path tree = workspaces.of("maven", code).root();
        String ids =
                variants.stream().map(each -> each.lab().id()).collect(Collectors.joining("|"));
        String module = phase.get(0).phase().getFileName().toString();
        Path log = root.resolve("target").resolve("maven.log");
        boolean ended =
                Program.endsWell(
                        root,
                        PATIENCE,
                        log,
                        "sh",
                        "mvnw",
                        "-q",
                        "-o",
                        "-pl",
                        module,
                        "-am",
                        "test",
                        "-Dlab.elsewhere=" + tree,
                        "-Dgroups=" + ids,
                        "-Dmaven.test.failure.ignore=true");
        if (!ended) {
            throw Trouble.course(
                    "Maven does not end well with %s. What it printed stands in %s."
                            .formatted(
                                    variants.stream()
                                            .map(each -> each.lab().id() + " " + each.name())
                                            .collect(Collectors.joining(", ")),
                                    root.relativize(log)));
        }
        return tree.resolve("target").resolve("surefire-reports");
    }

    private static SortedMap<String, List<String>> onBench(Grade grade) {
        SortedMap<String, List<String>> outcomes = new TreeMap<>();
        for (TestVerdict test : grade.verdict().tests()) {
            String outcome =
                    switch (test.outcome()) {
                        case PASSED -> PASSED;
                        case NOT_DONE -> NOT_DONE;
                        case FAILED -> failure(test.message());
                        case BROKEN, NOT_RUN -> test.outcome() + " " + test.message();
                    };
            add(outcomes, test.test(), outcome);
        }
        return outcomes;
    }

    private static SortedMap<String, List<String>> byMaven(Path reports, Lab lab) {
        SortedMap<String, List<String>> outcomes = new TreeMap<>();
        SurefireReports.read(reports, lab.directory())
                .forEach(
                        (test, messages) -> {
                            for (String message : messages) {
                                boolean isStub =
                                        message.contains("Lab " + lab.id() + " is not done yet");
                                add(
                                        outcomes,
                                        test,
                                        message.isEmpty()
                                                ? PASSED
                                                : isStub ? NOT_DONE : failure(message));
                            }
                        });
        return outcomes;
    }

    /** The rules that it tells: all else may hold names and ports that differ from run to run. */
    private static String failure(String message) {
        SortedSet<String> rules =
                RULE.matcher(message)
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toCollection(TreeSet::new));
        return "failed " + rules;
    }

    private static void add(SortedMap<String, List<String>> outcomes, String test, String outcome) {
        List<String> all = outcomes.computeIfAbsent(test, name -> new ArrayList<>());
        all.add(outcome);
        Collections.sort(all);
    }
}
