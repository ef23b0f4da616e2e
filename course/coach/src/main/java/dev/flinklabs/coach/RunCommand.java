package dev.flinklabs.coach;

import dev.flinklabs.coach.bench.StackProcess;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.workspace.Workspace;
import dev.flinklabs.coach.workspace.Workspaces;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

@Command(name = "run", description = "Run your code on Kafka and Flink, and watch what comes out.")
final class RunCommand implements Callable<Integer> {

    private static final double FASTEST = 1000;

    private final Course course;

    @Mixin private final OneLab one = new OneLab();

    @Option(names = "--solution", description = "Run the reference solution, not your code.")
    private boolean solution;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "3",
            description = "Feed N records a second, up to 1000; 3 by default, 0 for none.")
    private double rate;

    @Option(
            names = "--print",
            description = "Run nothing; print your SQL script with its variables filled in.")
    private boolean print;

    RunCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        if (!(rate >= 0 && rate <= FASTEST)) {
            throw Trouble.usage(
                    "--rate is %s; expected 0 to 1000 records a second.".formatted(rate));
        }
        Lab lab = one.of(course);
        course.needs()
                .absent(lab)
                .ifPresent(
                        reason -> {
                            throw Trouble.machine(reason);
                        });
        course.libraries().prepare(List.of(lab.phase().getFileName().toString()));
        Workspaces workspaces =
                Workspaces.open(course.root(), course.solutions(), course.starters());
        Thread onInterrupt = new Thread(workspaces::close, "clean-up");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try (workspaces) {
            Workspace workspace = solution ? workspaces.solution(lab) : workspaces.student(lab);
            return run(lab, workspace);
        }
    }

    private int run(Lab lab, Workspace workspace) {
        if (!print) {
            course.screen()
                    .out()
                    .printf(
                            "%s is starting.%n",
                            course.screen().bold(lab.id() + " " + lab.title()));
        }
        boolean terminal = course.screen().terminal();
        try (StackProcess stack =
                StackProcess.start(
                        course.root(),
                        lab.phase().getFileName().toString(),
                        workspace,
                        terminal,
                        arguments(lab, terminal))) {
            return stack.waitFor();
        }
    }

    private List<String> arguments(Lab lab, boolean terminal) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--lab",
                                lab.id(),
                                "--rate",
                                Double.toString(rate),
                                "--root",
                                course.root().toString(),
                                "--output",
                                course.root().resolve("target/run/" + lab.id() + ".txt").toString(),
                                "--history",
                                course.root().resolve(".lab/sql-history").toString()));
        if (terminal) {
            arguments.add("--terminal");
        }
        if (course.screen().colours()) {
            arguments.add("--colours");
        }
        if (print) {
            arguments.add("--print");
        }
        return arguments;
    }
}
