package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.trouble.ExitCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
        HintReport hints = new HintReport(course);
        if (again) {
            course.screen().out().print(hints.again(lab));
        } else {
            course.screen().out().print(hints.next(lab));
            hints.remember(lab);
        }
        return ExitCode.GREEN.ordinal();
    }
}
