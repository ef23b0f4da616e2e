package dev.flinklabs.coach.prove;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.solutions.WrongAnswer;
import dev.flinklabs.coach.starters.Starters;
import dev.flinklabs.coach.workspace.Workspace;
import dev.flinklabs.coach.workspace.Workspaces;

import java.util.function.BiFunction;
import java.util.function.Supplier;

/** One lab before the gates: what they grade of it, the reference solution once only. */
final class Exam {

    private final Lab lab;
    private final Solutions solutions;
    private final Starters starters;
    private final Pages pages;
    private final Workspaces workspaces;
    private final BiFunction<Lab, Supplier<Workspace>, Grade> grader;
    private Grade solution;

    Exam(
            Lab lab,
            Solutions solutions,
            Starters starters,
            Pages pages,
            Workspaces workspaces,
            BiFunction<Lab, Supplier<Workspace>, Grade> grader) {
        this.lab = lab;
        this.solutions = solutions;
        this.starters = starters;
        this.pages = pages;
        this.workspaces = workspaces;
        this.grader = grader;
    }

    Lab lab() {
        return lab;
    }

    Solutions solutions() {
        return solutions;
    }

    Starters starters() {
        return starters;
    }

    Pages pages() {
        return pages;
    }

    Grade solution() {
        if (solution == null) {
            solution = grader.apply(lab, () -> workspaces.solution(lab));
        }
        return solution;
    }

    Grade starter() {
        return grader.apply(lab, () -> workspaces.starter(lab));
    }

    Grade wrongAnswer(WrongAnswer wrong) {
        return grader.apply(lab, () -> workspaces.wrongAnswer(lab, wrong));
    }

    Grade alternative(String name) {
        return grader.apply(lab, () -> workspaces.alternative(lab, name));
    }
}
