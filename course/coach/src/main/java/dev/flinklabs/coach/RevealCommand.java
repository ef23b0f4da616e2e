package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.report.Screen;
import dev.flinklabs.coach.student.Change;
import dev.flinklabs.coach.student.FileDiff;
import dev.flinklabs.coach.student.Reference;
import dev.flinklabs.coach.student.StudentFiles;
import dev.flinklabs.coach.trouble.ExitCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;

@Command(name = "reveal", description = "Show what the reference solution does otherwise.")
final class RevealCommand implements Callable<Integer> {

    /** A diff begins with the names of both files. */
    private static final int HEADER = 2;

    private final Course course;

    @Mixin private final OneLab one = new OneLab();

    @Option(
            names = "--apply",
            description = "Put the reference in place of your files; saves them first.")
    private boolean apply;

    RevealCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        Lab lab = one.of(course);
        SourceTree reference = Reference.of(course.root(), course.solutions(), lab);
        StudentFiles files = new StudentFiles(course.root());
        if (!apply) {
            show(lab, files.of(lab), reference);
            return ExitCode.GREEN.ordinal();
        }
        Optional<Change> change = files.replace(lab, reference);
        if (change.isEmpty()) {
            course.screen()
                    .out()
                    .printf(
                            "Lab %s is the reference solution already. Nothing was changed or"
                                    + " saved.%n",
                            lab.id());
        } else {
            String headline = "%s %s is the reference solution.".formatted(lab.id(), lab.title());
            course.screen().out().print(ChangeReport.of(course, headline, change.get()));
        }
        return ExitCode.GREEN.ordinal();
    }

    private void show(Lab lab, SourceTree yours, SourceTree reference) {
        Screen screen = course.screen();
        SortedSet<String> differing = StudentFiles.differing(yours, reference);
        if (differing.isEmpty()) {
            screen.out().printf("Lab %s is the reference solution already.%n", lab.id());
            return;
        }
        for (String path : differing) {
            String shown = course.paths().shown(lab.phase().resolve(path));
            List<String> diff = FileDiff.of(yours, reference, path, shown);
            diff.subList(0, HEADER).forEach(line -> screen.out().println(screen.bold(line)));
            diff.subList(HEADER, diff.size())
                    .forEach(line -> screen.out().println(coloured(screen, line)));
        }
        screen.out()
                .printf(
                        "%n- is yours, + the reference. Why it is so: %s%n"
                                + "To put it in place of your files, which are saved first:"
                                + " ./lab reveal %s --apply%n",
                        course.paths().shown(course.solutions().discussion(lab)), lab.id());
    }

    private static String coloured(Screen screen, String line) {
        return switch (line.charAt(0)) {
            case '-' -> screen.red(line);
            case '+' -> screen.green(line);
            case '@' -> screen.faint(line);
            default -> line;
        };
    }
}
