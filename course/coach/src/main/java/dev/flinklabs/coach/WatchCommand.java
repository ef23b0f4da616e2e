package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.report.Screen;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.watch.Watching;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

@Command(name = "watch", description = "Check a lab whenever you save, and show the verdict.")
final class WatchCommand implements Callable<Integer> {

    /** {@code poll}: do without the system's file events, and look again and again. */
    private static final String SETTING = "lab.watch";

    private final Course course;

    @Mixin private final OneLab one = new OneLab();

    WatchCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        Lab lab = one.of(course);
        boolean withEvents = !"poll".equals(System.getProperty(SETTING));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (Session session = Session.openApart(silent(said), 1, 0)) {
            CommandVerbs verbs = new CommandVerbs(silent(said), course.catalogue(), session);
            new Watching(verbs, withEvents, course.screen(), course.paths()).watch(lab);
        } finally {
            course.screen().err().print(said.toString(StandardCharsets.UTF_8));
        }
        return ExitCode.GREEN.ordinal();
    }

    /** The same course, in which nobody draws on the terminal but the watch. */
    private Course silent(ByteArrayOutputStream said) {
        Screen screen = course.screen();
        PrintStream aside = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Course(
                course.root(),
                course.benches(),
                course.ownBenches(),
                course.needs(),
                new Screen(aside, aside, false, screen.colours()));
    }
}
