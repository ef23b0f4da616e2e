package dev.flinklabs.coach.report;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.catalogue.Phase;
import dev.flinklabs.coach.progress.Progress;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The map of the course: its phases and labs, what is done, and what to do next. */
public final class CourseMap {

    private final Screen screen;
    private final LabPaths paths;
    private final Function<Lab, List<String>> providers;

    /**
     * @param providers the commands that provide what a lab needs and is not here; none when it can
     *     run
     */
    public CourseMap(Screen screen, LabPaths paths, Function<Lab, List<String>> providers) {
        this.screen = screen;
        this.paths = paths;
        this.providers = providers;
    }

    public String of(Catalogue catalogue, Progress.State progress) {
        Optional<Lab> inHand = progress.inHand(catalogue.labs());
        int width = catalogue.labs().stream().mapToInt(lab -> lab.title().length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (Phase phase : catalogue.phases()) {
            long green = phase.labs().stream().filter(progress::isGreen).count();
            text.append(
                    "%s     %d of %d\n"
                            .formatted(screen.bold(phase.title()), green, phase.labs().size()));
            for (Lab lab : phase.labs()) {
                String title = lab.title() + " ".repeat(width - lab.title().length());
                text.append(
                        "  %s %-5s %s     %s%s\n"
                                .formatted(
                                        mark(lab, inHand, progress),
                                        lab.id(),
                                        title,
                                        screen.faint("%3d min".formatted(lab.minutes())),
                                        lacking(lab)));
            }
            text.append('\n');
        }
        return text.append(inHand.map(this::next).orElse("Every lab is green.\n")).toString();
    }

    private String mark(Lab lab, Optional<Lab> inHand, Progress.State progress) {
        if (progress.isGreen(lab)) {
            return screen.green("✔");
        }
        return inHand.filter(lab::equals).isPresent() ? screen.yellow("●") : "○";
    }

    private String lacking(Lab lab) {
        List<String> commands = providers.apply(lab);
        return commands.isEmpty()
                ? ""
                : screen.yellow("   needs first: " + String.join(", ", commands));
    }

    private String next(Lab lab) {
        return "%s\n%s\n"
                .formatted(
                        screen.bold(
                                "Next: %s %s, %d min"
                                        .formatted(lab.id(), lab.title(), lab.minutes())),
                        paths.steps(lab));
    }
}
