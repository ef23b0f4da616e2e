package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.catalogue.Nearest;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.report.JsonReport;
import dev.flinklabs.coach.report.TerminalReport;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.student.Reference;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.workspace.Workspace;
import dev.flinklabs.coach.workspace.Workspaces;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(name = "check", description = "Run the tests of a lab on your code.")
final class CheckCommand implements Callable<Integer> {

    private final Course course;

    @Parameters(
            arity = "0..1",
            paramLabel = "LAB",
            description = "A lab's id (0.1), a phase (0), or all. Without it: the lab in hand.")
    private String word;

    @Option(names = "--solution", description = "Check the reference solution, not your code.")
    private boolean solution;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            hidden = true,
            description = "For authors: check this wrong answer or alternative of one lab.")
    private String other;

    @Option(names = "--json", description = "Print a report for machines, and nothing else.")
    private boolean json;

    CheckCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        List<Grade> grades = new ArrayList<>();
        try {
            check(grades);
        } catch (Trouble e) {
            if (json) {
                course.screen()
                        .out()
                        .println(JsonReport.of(grades, solution, e.exitCode(), e.getMessage()));
            }
            throw e;
        }
        ExitCode exitCode = ExitCode.worst(grades.stream().map(Grade::exitCode).toList());
        if (json) {
            course.screen().out().println(JsonReport.of(grades, solution, exitCode, ""));
        }
        return exitCode.ordinal();
    }

    private void check(List<Grade> grades) {
        long start = System.nanoTime();
        Catalogue catalogue = course.catalogue();
        List<Lab> labs = wanted(catalogue);
        if (solution || other != null) {
            demandSolutions(labs);
        }
        TerminalReport report = new TerminalReport(course.screen(), course.paths());
        VerdictRecord record = new VerdictRecord(course);
        Optional<Path> kept = Optional.empty();
        try (Session session = Session.open(course, labs.stream().mapToInt(Lab::tests).sum())) {
            for (Lab lab : labs) {
                Grade grade = session.grade(lab, () -> workspace(session.workspaces(), lab));
                grades.add(grade);
                session.countdown().erase();
                print(labs.size() == 1 ? report.whole(grade) : report.brief(grade));
                kept = record.keep(grade, version(), labs.size() == 1);
                kept.ifPresent(file -> tell(file, labs.size() == 1));
            }
        }
        if (labs.isEmpty()) {
            print("Every lab is green. Check one again by its id: ./lab check 0.1\n");
        } else if (labs.size() > 1) {
            print(kept.isPresent() ? "" : "\n");
            print(report.summary(grades, Duration.ofNanos(System.nanoTime() - start)));
        } else if (grades.get(0).isGreen() && version().isEmpty()) {
            print("\n" + record.whatComesNext(report, catalogue, labs.get(0)));
        }
    }

    private List<Lab> wanted(Catalogue catalogue) {
        return word == null
                ? course.progress().state().inHand(catalogue.labs()).stream().toList()
                : catalogue.find(word);
    }

    private void demandSolutions(List<Lab> labs) {
        Solutions solutions = course.solutions();
        labs.forEach(lab -> Reference.demand(course.root(), solutions, lab));
        if (other == null) {
            return;
        }
        if (labs.size() != 1 || solution || json) {
            throw Trouble.usage("--as goes with the id of one lab, without --solution and --json.");
        }
        Lab lab = labs.get(0);
        List<String> names = new ArrayList<>(solutions.wrongAnswers(lab));
        names.addAll(solutions.alternatives(lab));
        if (!names.contains(other)) {
            throw Trouble.usage(
                    "Lab %s has no wrong answer and no alternative '%s'. Nearest: %s."
                            .formatted(
                                    lab.id(), other, String.join(", ", Nearest.to(other, names))));
        }
    }

    private Workspace workspace(Workspaces workspaces, Lab lab) {
        if (other != null) {
            Solutions solutions = course.solutions();
            return solutions.alternatives(lab).contains(other)
                    ? workspaces.alternative(lab, other)
                    : workspaces.wrongAnswer(lab, solutions.wrongAnswer(lab, other));
        }
        return solution ? workspaces.solution(lab) : workspaces.student(lab);
    }

    /** What is checked instead of the student's code; empty when nothing is. */
    private String version() {
        return other != null ? other : solution ? "solution" : "";
    }

    private void tell(Path file, boolean single) {
        print("\nWhole traces, and what was printed: %s\n".formatted(course.paths().shown(file)));
        if (!single) {
            print("\n");
        }
    }

    private void print(String text) {
        if (!json) {
            course.screen().out().print(text);
            course.screen().out().flush();
        }
    }
}
