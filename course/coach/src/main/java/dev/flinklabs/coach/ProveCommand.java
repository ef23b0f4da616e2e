package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.prove.Pages;
import dev.flinklabs.coach.prove.Prover;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.starters.Starters;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

@Command(
        name = "prove",
        description = "Hold the course itself against its gates; your code is not looked at.")
final class ProveCommand implements Callable<Integer> {

    /**
     * One more than keeps a small machine busy: a run waits now and then. On a broker that the
     * benches would share, one: an answer that reads every topic of a name would read the other's.
     */
    private static final int BENCHES = System.getProperty("lab.kafka") == null ? 2 : 1;

    private final Course course;

    @Parameters(
            arity = "0..1",
            paramLabel = "LAB",
            defaultValue = "all",
            description = "A lab's id (0.1), a phase (0), or all. Without it: all.")
    private String word;

    @Option(
            names = "--complete",
            description = "Every lab has to run: exit with 4 when one lacks what it needs.")
    private boolean complete;

    @Spec private CommandSpec spec;

    ProveCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = course.catalogue();
        Solutions solutions = course.solutions();
        Starters starters = course.starters();
        List<Lab> labs = catalogue.find(word);
        Pages pages = new Pages(course.root(), catalogue, solutions, starters, spec.root());
        ExecutorService turns = Executors.newFixedThreadPool(BENCHES, ProveCommand::daemon);
        try (Session session = Session.openApart(course, BENCHES, Prover.tests(solutions, labs))) {
            Prover prover =
                    new Prover(
                            solutions,
                            starters,
                            pages,
                            session.workspaces(),
                            (lab, workspace) ->
                                    CompletableFuture.supplyAsync(
                                            () -> session.grade(lab, workspace), turns),
                            line -> {
                                session.countdown().erase();
                                course.screen().out().println(line);
                            });
            return prover.prove(catalogue, labs, complete).ordinal();
        } finally {
            turns.shutdownNow();
        }
    }

    private static Thread daemon(Runnable body) {
        Thread thread = new Thread(body, "prove");
        thread.setDaemon(true);
        return thread;
    }
}
