package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.catalogue.Phase;
import dev.flinklabs.coach.measure.Measure;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.trouble.Trouble;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "measure",
        description = "Measure how long verdicts take: warm, cold and through Maven.")
final class MeasureCommand implements Callable<Integer> {

    private final Course course;

    @Parameters(
            arity = "0..*",
            paramLabel = "LAB",
            description = "Ids of labs. Without any: the first lab of each phase.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "How often each thing is measured. Without it: 5.")
    private int rounds;

    MeasureCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        if (rounds < 1) {
            throw Trouble.usage("--rounds is %d; at least one is needed.".formatted(rounds));
        }
        Catalogue catalogue = course.catalogue();
        List<Lab> labs =
                words.isEmpty()
                        ? catalogue.phases().stream()
                                .map(Phase::labs)
                                .filter(each -> !each.isEmpty())
                                .map(each -> each.get(0))
                                .toList()
                        : words.stream().flatMap(word -> catalogue.find(word).stream()).toList();
        try (Session session = Session.openApart(course, 0, 0)) {
            new Measure(
                            course.root(),
                            course.solutions(),
                            session.workspaces(),
                            course.ownBenches(),
                            rounds,
                            course.screen().out()::println)
                    .run(labs);
        }
        return ExitCode.GREEN.ordinal();
    }
}
