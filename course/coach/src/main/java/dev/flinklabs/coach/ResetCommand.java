package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.student.Change;
import dev.flinklabs.coach.student.GivenStarter;
import dev.flinklabs.coach.student.StudentFiles;
import dev.flinklabs.coach.trouble.ExitCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.Optional;
import java.util.concurrent.Callable;

@Command(name = "reset", description = "Put a lab's starter back; saves your files first.")
final class ResetCommand implements Callable<Integer> {

    private final Course course;

    @Mixin private final OneLab one = new OneLab();

    ResetCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        course.screen().out().print(reset(course, one.of(course)));
        return ExitCode.GREEN.ordinal();
    }

    /** Puts the starter back, and tells what has become of the files. */
    static String reset(Course course, Lab lab) {
        GivenStarter starter =
                new GivenStarter(course.root(), course.solutions(), course.starters());
        String source = starter.isFromGit(lab) ? ", as git's last commit has it" : "";
        Optional<Change> change = new StudentFiles(course.root()).replace(lab, starter.of(lab));
        if (change.isEmpty()) {
            return "Lab %s is its starter already%s. Nothing was changed or saved.\n"
                    .formatted(lab.id(), source);
        }
        String headline = "%s %s is its starter again%s.".formatted(lab.id(), lab.title(), source);
        return ChangeReport.of(course, headline, change.get());
    }
}
