package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.hints.Hint;
import dev.flinklabs.coach.hints.Hints;
import dev.flinklabs.coach.trouble.ExitCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;

@Command(name = "hint", description = "Show the next hint of a lab.")
final class HintCommand implements Callable<Integer> {

    private final Course course;

    @Mixin private final OneLab one = new OneLab();

    @Option(names = "--again", description = "Show the hints that you have seen, and no new one.")
    private boolean again;

    HintCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        Lab lab = one.of(course);
        List<Hint> hints = Hints.of(course.root(), lab);
        int seen = Math.min(course.progress().state().hintsSeen(lab), hints.size());
        PrintStream out = course.screen().out();
        if (again) {
            if (seen == 0) {
                out.printf(
                        "You have seen no hint of lab %s yet. The first one: ./lab hint %s%n",
                        lab.id(), lab.id());
            }
            for (int number = 1; number <= seen; number++) {
                out.print(number == 1 ? "" : "\n");
                print(lab, hints, number);
            }
        } else if (seen == hints.size()) {
            print(lab, hints, seen);
            out.printf(
                    "%nThis was the last hint, and you had seen it. All of them: ./lab hint %s"
                            + " --again%n",
                    lab.id());
        } else {
            print(lab, hints, seen + 1);
            course.progress().recordHint(lab, seen + 1);
        }
        return ExitCode.GREEN.ordinal();
    }

    private void print(Lab lab, List<Hint> hints, int number) {
        Hint hint = hints.get(number - 1);
        course.screen()
                .out()
                .printf(
                        "%s %s: hint %d of %d, %s%n%n%s",
                        lab.id(), lab.title(), number, hints.size(), hint.title(), hint.text());
    }
}
