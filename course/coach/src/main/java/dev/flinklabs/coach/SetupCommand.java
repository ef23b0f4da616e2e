package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.catalogue.Nearest;
import dev.flinklabs.coach.grading.NeedsFile;
import dev.flinklabs.coach.grading.PreparedBenches;
import dev.flinklabs.coach.python.Installation;
import dev.flinklabs.coach.python.PythonEnvironment;
import dev.flinklabs.coach.python.Pythons;
import dev.flinklabs.coach.report.Screen;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.trouble.Trouble;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

@Command(
        name = "setup",
        description = "Show what can be installed for labs that need more than a JDK; install it.")
final class SetupCommand implements Callable<Integer> {

    private static final String PHASES = "phases";
    private static final String ALL = "all";

    private final Course course;

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            description =
                    "phases (the Java libraries of every phase), airflow, python, or all. Without"
                            + " it: what is there and what is not.")
    private String what;

    SetupCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        List<PythonEnvironment> environments = new NeedsFile(course.root()).environments();
        PreparedBenches libraries = course.libraries();
        List<String> phases =
                Catalogue.phaseDirectories(course.root()).stream()
                        .map(phase -> phase.getFileName().toString())
                        .toList();
        if (what == null) {
            show(environments, libraries.lacking(phases).isEmpty());
            return ExitCode.GREEN.ordinal();
        }
        List<PythonEnvironment> wanted =
                environments.stream()
                        .filter(one -> what.equals(ALL) || what.equals(one.name()))
                        .toList();
        if (wanted.isEmpty() && !what.equals(PHASES) && !what.equals(ALL)) {
            throw unknown(environments);
        }
        if (what.equals(PHASES) || what.equals(ALL)) {
            libraries.prepare(phases);
            course.screen().err().println("The libraries of all phases are there.");
        }
        install(wanted);
        return ExitCode.GREEN.ordinal();
    }

    /** Goes on to the next one when one cannot be installed. */
    private void install(List<PythonEnvironment> wanted) {
        List<String> troubles = new ArrayList<>();
        for (PythonEnvironment each : wanted) {
            try {
                new Installation(
                                each,
                                Pythons.ofThisMachine(),
                                course.screen().err(),
                                course.screen().terminal())
                        .run();
            } catch (Trouble e) {
                troubles.add(e.getMessage());
            }
        }
        if (!troubles.isEmpty()) {
            throw Trouble.machine(String.join("\n", troubles));
        }
    }

    private Trouble unknown(List<PythonEnvironment> environments) {
        List<String> names =
                Stream.concat(
                                Stream.of(PHASES, ALL),
                                environments.stream().map(PythonEnvironment::name))
                        .toList();
        return Trouble.usage(
                "There is nothing '%s' to set up. Nearest: %s. ./lab setup shows what there is."
                        .formatted(what, Nearest.to(what, names).get(0)));
    }

    private void show(List<PythonEnvironment> environments, boolean phases) {
        line(phases, PHASES, "the Java libraries of every phase");
        for (PythonEnvironment one : environments) {
            List<String> labs =
                    course.catalogue().labs().stream()
                            .filter(lab -> lab.needs().contains(one.name()))
                            .map(Lab::id)
                            .toList();
            line(
                    one.isWhole(),
                    one.name(),
                    "%s on Python %s; %d MB to download, %d MB of disk%s"
                            .formatted(
                                    one.title(),
                                    one.versions(),
                                    one.download(),
                                    one.disk(),
                                    labs.isEmpty() ? "" : "; labs " + String.join(", ", labs)));
        }
        course.screen()
                .out()
                .println("\n./lab setup and one of these names installs it; ./lab setup all, all.");
    }

    private void line(boolean there, String name, String words) {
        Screen screen = course.screen();
        screen.out()
                .printf("%s %-9s %s%n", there ? screen.green("✔") : "○", name, screen.faint(words));
    }
}
