package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.student.Change;
import dev.flinklabs.coach.student.StudentFiles;
import dev.flinklabs.coach.trouble.ExitCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.Optional;
import java.util.concurrent.Callable;

@Command(name = "restore", description = "Undo a reset or reveal --apply; saves your files first.")
final class RestoreCommand implements Callable<Integer> {

    private final Course course;

    @Parameters(
            paramLabel = "SAVED",
            description = "What to put back, as reset or reveal named it (0.1-1).")
    private String name;

    RestoreCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        StudentFiles files = new StudentFiles(course.root());
        Lab lab = files.labOf(name, course.catalogue());
        Optional<Change> change = files.replace(lab, files.read(name));
        if (change.isEmpty()) {
            course.screen()
                    .out()
                    .printf(
                            "Lab %s is what was saved as %s already. Nothing was changed or saved.%n",
                            lab.id(), name);
        } else {
            String headline =
                    "%s %s is what was saved as %s.".formatted(lab.id(), lab.title(), name);
            course.screen().out().print(ChangeReport.of(course, headline, change.get()));
        }
        return ExitCode.GREEN.ordinal();
    }
}
