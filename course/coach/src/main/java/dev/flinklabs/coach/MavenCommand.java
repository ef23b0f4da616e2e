package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.catalogue.Phase;
import dev.flinklabs.coach.maven.Comparison;
import dev.flinklabs.coach.trouble.ExitCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "maven",
        description = "Grade through Maven all that prove grades, and compare the verdicts.")
final class MavenCommand implements Callable<Integer> {

    private final Course course;

    @Parameters(
            arity = "0..*",
            paramLabel = "LAB",
            defaultValue = "all",
            description = "Ids of labs (0.1), phases (0), or all. Without any: all.")
    private List<String> words;

    MavenCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = course.catalogue();
        List<Lab> wanted = words.stream().flatMap(word -> catalogue.find(word).stream()).toList();
        List<ExitCode> codes = new ArrayList<>();
        try (Session session = Session.openApart(course, 1, 0)) {
            for (Phase phase : catalogue.phases()) {
                List<Lab> labs = phase.labs().stream().filter(wanted::contains).toList();
                if (labs.isEmpty()) {
                    continue;
                }
                codes.add(
                        new Comparison(
                                        course.root(),
                                        course.solutions(),
                                        course.starters(),
                                        session.workspaces(),
                                        session::grade,
                                        course.screen().out()::println)
                                .run(phase.labs(), labs));
            }
        }
        return ExitCode.worst(codes).ordinal();
    }
}
