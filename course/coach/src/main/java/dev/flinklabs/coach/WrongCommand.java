package dev.flinklabs.coach;

import dev.flinklabs.coach.authoring.Mistake;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.trouble.Trouble;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "wrong",
        description =
                "Make a wrong answer of the mistake that you have edited into a committed solution;"
                        + " restores the solution.")
final class WrongCommand implements Callable<Integer> {

    private final Course course;

    @Parameters(index = "0", paramLabel = "LAB", description = "The lab's id, such as 0.9.")
    private String id;

    @Parameters(index = "1", paramLabel = "NAME", description = "Such as field-state.")
    private String name;

    WrongCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        List<Lab> labs = course.catalogue().find(id);
        if (labs.size() != 1) {
            throw Trouble.usage("'%s' is not one lab. Give the id of one.".formatted(id));
        }
        Path file = new Mistake(course.root(), course.solutions(), labs.get(0)).moveTo(name);
        course.screen()
                .out()
                .printf(
                        "wrote %s, and restored the solution%n"
                                + "./lab check %s --as %s shows what its failures say."
                                + " Fill in the lines above the diff.%n",
                        course.paths().shown(file), id, name);
        return ExitCode.GREEN.ordinal();
    }
}
