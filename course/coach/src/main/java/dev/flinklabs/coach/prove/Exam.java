package dev.flinklabs.coach.prove;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.starters.Starters;
import dev.flinklabs.coach.workspace.Workspace;
import dev.flinklabs.coach.workspace.Workspaces;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * One lab before the gates. All that is graded of it is graded as soon as there is a bench for it;
 * whoever asks for a grade waits until it is there.
 */
final class Exam {

    private final Lab lab;
    private final Solutions solutions;
    private final Starters starters;
    private final Pages pages;
    private final CompletableFuture<Grade> solution;
    private final CompletableFuture<Grade> starter;
    private final Map<String, CompletableFuture<Grade>> wrongAnswers = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<Grade>> alternatives = new LinkedHashMap<>();

    Exam(
            Lab lab,
            Solutions solutions,
            Starters starters,
            Pages pages,
            Workspaces workspaces,
            BiFunction<Lab, Supplier<Workspace>, CompletableFuture<Grade>> grader) {
        this.lab = lab;
        this.solutions = solutions;
        this.starters = starters;
        this.pages = pages;
        this.solution = grader.apply(lab, () -> workspaces.solution(lab));
        this.starter = grader.apply(lab, () -> workspaces.starter(lab));
        for (String name : solutions.wrongAnswers(lab)) {
            wrongAnswers.put(
                    name,
                    grader.apply(
                            lab,
                            () -> workspaces.wrongAnswer(lab, solutions.wrongAnswer(lab, name))));
        }
        for (String name : solutions.alternatives(lab)) {
            alternatives.put(name, grader.apply(lab, () -> workspaces.alternative(lab, name)));
        }
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
        return there(solution);
    }

    Grade starter() {
        return there(starter);
    }

    Grade wrongAnswer(String name) {
        return there(wrongAnswers.get(name));
    }

    /** By their names, in the order of these. */
    Map<String, Grade> wrongAnswers() {
        Map<String, Grade> grades = new LinkedHashMap<>();
        wrongAnswers.forEach((name, grade) -> grades.put(name, there(grade)));
        return grades;
    }

    Grade alternative(String name) {
        return there(alternatives.get(name));
    }

    private static Grade there(CompletableFuture<Grade> grade) {
        try {
            return grade.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
