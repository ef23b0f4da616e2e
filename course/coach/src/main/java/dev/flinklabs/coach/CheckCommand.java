package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.catalogue.Nearest;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.report.JsonReport;
import dev.flinklabs.coach.report.ReportFile;
import dev.flinklabs.coach.report.TerminalReport;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.student.Reference;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.workspace.Workspace;
import dev.flinklabs.coach.workspace.Workspaces;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
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
        try (Session session = Session.open(course, labs.stream().mapToInt(Lab::tests).sum())) {
            for (Lab lab : labs) {
                Grade grade = session.grade(lab, () -> workspace(session.workspaces(), lab));
                grades.add(grade);
                session.countdown().erase();
                print(labs.size() == 1 ? report.whole(grade) : report.brief(grade));
                keep(grade, labs.size() == 1);
            }
        }
        if (labs.isEmpty()) {
            print("Every lab is green. Check one again by its id: ./lab check 0.1\n");
        } else if (labs.size() > 1) {
            Grade last = grades.get(grades.size() - 1);
            print(isKept(last) ? "" : "\n");
            print(report.summary(grades, Duration.ofNanos(System.nanoTime() - start)));
        } else if (grades.get(0).isGreen() && version().isEmpty()) {
            Path discussion = course.solutions().discussion(labs.get(0));
            print(
                    report.whatComesNext(
                            Optional.of(discussion)
                                    .filter(Files::isRegularFile)
                                    .map(course.paths()::shown),
                            course.progress().state().next(catalogue.labs())));
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

    /** Writes down the verdict for later: the whole report, and the progress. */
    private void keep(Grade grade, boolean single) {
        Outcome outcome = grade.verdict().outcome();
        ReportFile report = new ReportFile(course.root());
        if (isKept(grade)) {
            report.write(grade, version());
            Path file = report.of(grade.lab(), version());
            print(
                    "\nWhole traces, and what was printed: %s\n"
                            .formatted(course.paths().shown(file)));
            if (!single) {
                print("\n");
            }
        } else {
            report.delete(grade.lab(), version());
        }
        if (version().isEmpty() && grade.defect().isEmpty() && outcome != Outcome.NOT_RUN) {
            course.progress().record(grade.lab(), outcome, single);
        }
    }

    /** Whether there is more to say than the terminal shows. */
    private static boolean isKept(Grade grade) {
        Outcome outcome = grade.verdict().outcome();
        return !grade.defect().isEmpty() || outcome == Outcome.FAILED || outcome == Outcome.BROKEN;
    }

    private void print(String text) {
        if (!json) {
            course.screen().out().print(text);
            course.screen().out().flush();
        }
    }
}
