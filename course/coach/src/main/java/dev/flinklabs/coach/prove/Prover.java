package dev.flinklabs.coach.prove;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.catalogue.Phase;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.starters.Starters;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.workspace.Workspace;
import dev.flinklabs.coach.workspace.Workspaces;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Leads labs through the gates: the course's own test. Never looks at what the student has edited.
 */
public final class Prover {

    private final Solutions solutions;
    private final Starters starters;
    private final Pages pages;
    private final Workspaces workspaces;
    private final BiFunction<Lab, Supplier<Workspace>, CompletableFuture<Grade>> grader;
    private final Consumer<String> lines;

    /**
     * @param grader grades a workspace of a lab when its turn comes; asked for in the order of the
     *     labs
     * @param lines gets each line of the report as soon as it is known
     */
    public Prover(
            Solutions solutions,
            Starters starters,
            Pages pages,
            Workspaces workspaces,
            BiFunction<Lab, Supplier<Workspace>, CompletableFuture<Grade>> grader,
            Consumer<String> lines) {
        this.solutions = solutions;
        this.starters = starters;
        this.pages = pages;
        this.workspaces = workspaces;
        this.grader = grader;
        this.lines = lines;
    }

    /**
     * How many tests {@link #prove} runs: those of each lab on its starter, its solution, its wrong
     * answers and its alternatives.
     */
    public static int tests(Solutions solutions, List<Lab> labs) {
        return labs.stream()
                .mapToInt(
                        lab ->
                                lab.tests()
                                        * (2
                                                + solutions.wrongAnswers(lab).size()
                                                + solutions.alternatives(lab).size()))
                .sum();
    }

    /**
     * @param labs those to prove; where they are all of a phase, or of the catalogue, what belongs
     *     to no lab is held against the gates too
     * @param complete whether every lab has to run
     * @return green; or the course is broken; or, where all have to run, that one did not
     */
    public ExitCode prove(Catalogue catalogue, List<Lab> labs, boolean complete) {
        Ledger ledger = new Ledger();
        List<String> notRun = new ArrayList<>();
        List<Exam> exams =
                labs.stream()
                        .map(lab -> new Exam(lab, solutions, starters, pages, workspaces, grader))
                        .toList();
        surroundings(catalogue, labs, ledger);
        // Of one lab alone each gate is told when the lab is through it: the whole takes a while.
        boolean one = exams.size() == 1;
        for (Exam exam : exams) {
            if (!prove(exam, ledger, one ? gate -> tell(gate, ledger) : gate -> {})) {
                notRun.add(exam.lab().id());
            }
        }
        if (!one || !notRun.isEmpty()) {
            lines.accept("");
            List.of(Gate.values()).forEach(gate -> tell(gate, ledger));
        }
        lines.accept("");
        if (!ledger.failures(Gate.WRONG_ANSWERS_ARE_CAUGHT).isEmpty()
                || !ledger.failures(Gate.ALTERNATIVES_ARE_ACCEPTED).isEmpty()) {
            lines.accept(
                    "A wrong answer or an alternative, whole: ./lab check %s --as <its name>"
                            .formatted(one ? labs.get(0).id() : "<id>"));
        }
        if (!notRun.isEmpty()) {
            lines.accept(
                    "not run: %s%s"
                            .formatted(
                                    String.join(", ", notRun),
                                    complete ? "; --complete asks for all" : ""));
        }
        lines.accept("%d passed, %d failed".formatted(ledger.passed(), ledger.failed()));
        if (ledger.failed() > 0) {
            return ExitCode.COURSE_BROKEN;
        }
        return complete && !notRun.isEmpty() ? ExitCode.NOT_RUN : ExitCode.GREEN;
    }

    private void tell(Gate gate, Ledger ledger) {
        List<String> failures = ledger.failures(gate);
        lines.accept("%d %s".formatted(gate.number(), gate.sentence()));
        lines.accept("  %d passed, %d failed".formatted(ledger.passed(gate), failures.size()));
        for (String failure : failures) {
            lines.accept("  ✘ " + failure.strip().replace("\n", "\n    "));
        }
    }

    /**
     * @param checked hears of each gate when the lab is through it
     * @return whether the lab could be run
     */
    private boolean prove(Exam exam, Ledger ledger, Consumer<Gate> checked) {
        int passed = ledger.passed();
        int failed = ledger.failed();
        String name = exam.lab().id() + " " + exam.lab().title();
        Optional<String> absent = absentNeed(exam);
        if (absent.isPresent()) {
            lines.accept("○ %s     not run: %s".formatted(name, absent.get()));
            return false;
        }
        for (Gate gate : Gate.values()) {
            gate.check(exam, ledger);
            checked.accept(gate);
        }
        int newlyFailed = ledger.failed() - failed;
        lines.accept(
                "%s %s     %d passed, %d failed"
                        .formatted(
                                newlyFailed == 0 ? "✔" : "✘",
                                name,
                                ledger.passed() - passed,
                                newlyFailed));
        return true;
    }

    private static Optional<String> absentNeed(Exam exam) {
        Grade solution = exam.solution();
        return solution.defect().isEmpty() && solution.verdict().outcome() == Outcome.NOT_RUN
                ? Optional.of(solution.verdict().reason())
                : Optional.empty();
    }

    private void surroundings(Catalogue catalogue, List<Lab> labs, Ledger ledger) {
        for (Phase phase : catalogue.phases()) {
            if (labs.containsAll(phase.labs())) {
                Gate.PAGES_HOLD.judge(ledger, "phase " + phase.number(), pages.ofPhase(phase));
            }
        }
        if (labs.equals(catalogue.labs())) {
            Gate.PAGES_HOLD.judge(ledger, "course", pages.ofCourse());
            Strays.of(catalogue, solutions, starters)
                    .forEach(stray -> ledger.fail(Gate.STARTERS_CAN_BE_CUT, "course", stray));
        }
    }
}
