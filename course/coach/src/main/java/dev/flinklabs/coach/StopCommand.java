package dev.flinklabs.coach;

import dev.flinklabs.coach.bench.KeptBench;
import dev.flinklabs.coach.trouble.ExitCode;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

@Command(
        name = "stop",
        description = "End the bench that stays warm between checks; it would end itself later.")
final class StopCommand implements Callable<Integer> {

    private final Course course;

    StopCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        boolean stopped = KeptBench.stop(course.root());
        course.screen().out().println(stopped ? "The bench has ended." : "No bench is running.");
        return ExitCode.GREEN.ordinal();
    }
}
