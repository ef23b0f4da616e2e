package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.starters.Starters;
import dev.flinklabs.coach.trouble.ExitCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

@Command(name = "starters", description = "Cut the starters anew from the reference solutions.")
final class StartersCommand implements Callable<Integer> {

    private static final String KEPT =
            " was edited and is kept: it is neither what its solution gives nor what is committed."
                    + " Move what is worth keeping into the solution; ./lab dev starters --force"
                    + " overwrites it.";

    private final Course course;

    @Option(names = "--check", description = "Write nothing; name each starter that differs.")
    private boolean check;

    @Option(names = "--force", description = "Overwrite starters that were edited, too.")
    private boolean force;

    StartersCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        PrintStream out = course.screen().out();
        Catalogue catalogue = course.catalogue();
        Starters starters = course.starters();
        List<String> left = new ArrayList<>();
        if (check) {
            left.addAll(starters.differences(catalogue));
        } else {
            Starters.Writing writing = starters.write(catalogue, force);
            writing.written().forEach(path -> out.println("wrote " + path));
            writing.kept().forEach(path -> left.add(path + KEPT));
            left.addAll(starters.strays(catalogue));
        }
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
