package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.prove.Prover;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "prove",
        description = "Hold the course itself against its gates; your code is not looked at.")
final class ProveCommand implements Callable<Integer> {

    private final Course course;

    @Parameters(
            arity = "0..1",
            paramLabel = "LAB",
            defaultValue = "all",
            description = "A lab's id (0.1), a phase (0), or all. Without it: all.")
    private String word;

    ProveCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = course.catalogue();
        List<Lab> labs = catalogue.find(word);
        try (Session session = Session.open(course, Prover.tests(course.solutions(), labs))) {
            Prover prover =
                    new Prover(
                            course.solutions(),
                            course.starters(),
                            session.workspaces(),
                            session::grade,
                            line -> {
                                session.countdown().erase();
                                course.screen().out().println(line);
                            });
            return prover.prove(catalogue, labs).ordinal();
        }
    }
}
