package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.starters.Starters;
import dev.flinklabs.coach.trouble.ExitCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;

@Command(name = "starters", description = "Cut the starters anew from the reference solutions.")
final class StartersCommand implements Callable<Integer> {

    private final Course course;

    @Option(names = "--check", description = "Write nothing; name each starter that differs.")
    private boolean check;

    StartersCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        PrintStream out = course.screen().out();
        Catalogue catalogue = course.catalogue();
        Starters starters = course.starters();
        if (!check) {
            starters.write(catalogue).forEach(path -> out.println("wrote " + path));
        }
        List<String> left = check ? starters.differences(catalogue) : starters.strays(catalogue);
        left.forEach(out::println);
        if (left.isEmpty()) {
            out.println("The starters are what the solutions give.");
            return ExitCode.GREEN.ordinal();
        }
        if (check) {
            out.println("./lab dev starters writes them anew.");
        }
        return ExitCode.COURSE_BROKEN.ordinal();
    }
}
