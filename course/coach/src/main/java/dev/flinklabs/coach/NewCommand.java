package dev.flinklabs.coach;

import dev.flinklabs.coach.authoring.NewLab;
import dev.flinklabs.coach.trouble.ExitCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintStream;
import java.util.concurrent.Callable;

@Command(name = "new", description = "Lay the files of a new lab, to be filled in.")
final class NewCommand implements Callable<Integer> {

    private final Course course;

    @Parameters(index = "0", paramLabel = "ID", description = "The new lab's id, such as 0.9.")
    private String id;

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "A few words, such as unpaid-orders.")
    private String name;

    @Option(names = "--sql", description = "The student writes SQL. Without it: Java.")
    private boolean sql;

    NewCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        PrintStream out = course.screen().out();
        NewLab.of(course.root(), course.catalogue(), id, name, sql, course.needs().names())
                .write()
                .forEach(path -> out.println("wrote " + path));
        out.println("./lab dev starters cuts the starter from the solution.");
        out.println("./lab prove %s says what is missing.".formatted(id));
        return ExitCode.GREEN.ordinal();
    }
}
