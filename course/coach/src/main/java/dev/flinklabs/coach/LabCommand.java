package dev.flinklabs.coach;

import dev.flinklabs.coach.bench.KeptBench;
import dev.flinklabs.coach.bench.ProcessBench;
import dev.flinklabs.coach.catalogue.Nearest;
import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.grading.BenchFactory;
import dev.flinklabs.coach.grading.Needs;
import dev.flinklabs.coach.grading.PreparedBenches;
import dev.flinklabs.coach.report.CourseMap;
import dev.flinklabs.coach.report.Screen;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.trouble.Trouble;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** The {@code lab} command; without a verb, the map of the course. */
@Command(
        name = "./lab",
        description = "Without a command: the map of the course, and what to do next.",
        synopsisSubcommandLabel = "[COMMAND]",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n")
public final class LabCommand implements Callable<Integer> {

    private static final int HELP_WIDTH = 80;

    private final Course course;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    private LabCommand(Course course) {
        this.course = course;
    }

    /**
     * Reads the course's directory from the system property {@code lab.root}, which the {@code lab}
     * script sets.
     */
    public static void main(String[] arguments) {
        // Digits and sentences are the same everywhere.
        Locale.setDefault(Locale.ROOT);
        Screen screen = Screen.ofProcess();
        try {
            Path root = Path.of(System.getProperty("lab.root", "")).toRealPath();
            BenchFactory kept = phase -> new KeptBench(root, phase.getFileName().toString());
            BenchFactory own = phase -> new ProcessBench(root, phase.getFileName().toString());
            Course course =
                    new Course(
                            root,
                            new PreparedBenches(root, screen.err(), screen.terminal(), kept),
                            new PreparedBenches(root, screen.err(), screen.terminal(), own),
                            Needs.ofTheCourse(root),
                            screen);
            System.exit(run(course, arguments));
        } catch (IOException | InvalidPathException e) {
            screen.err()
                    .println(
                            "The course's directory cannot be read: "
                                    + e.getMessage()
                                    + ". Where its path holds letters that are not English,"
                                    + " run first: export LC_ALL=C.UTF-8");
            System.exit(ExitCode.NOT_RUN.ordinal());
        }
    }

    /** Runs one command and gives its exit code; whatever happens, it tells so in sentences. */
    static int run(Course course, String... arguments) {
        CommandLine lab =
                new CommandLine(new LabCommand(course))
                        .addSubcommand(new CheckCommand(course))
                        .addSubcommand(new WatchCommand(course))
                        .addSubcommand(new HintCommand(course))
                        .addSubcommand(new ResetCommand(course))
                        .addSubcommand(new RevealCommand(course))
                        .addSubcommand(new RunCommand(course))
                        .addSubcommand(new RestoreCommand(course))
                        .addSubcommand(new SetupCommand(course))
                        .addSubcommand(new DoctorCommand(course))
                        .addSubcommand(new StopCommand(course))
                        .addSubcommand(new ProveCommand(course))
                        .addSubcommand(
                                new CommandLine(new DevCommand())
                                        .addSubcommand(new StartersCommand(course))
                                        .addSubcommand(new NewCommand(course))
                                        .addSubcommand(new WrongCommand(course))
                                        .addSubcommand(new MeasureCommand(course))
                                        .addSubcommand(new MavenCommand(course)));
        lab.setOut(writer(course.screen().out()))
                .setErr(writer(course.screen().err()))
                .setColorScheme(
                        Help.defaultColorScheme(
                                course.screen().colours() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler((e, given) -> misunderstood(course, e))
                .setExecutionExceptionHandler((e, command, given) -> stopped(course, e, arguments));
        try {
            return lab.execute(arguments);
        } catch (Error e) {
            return stopped(course, e, arguments);
        }
    }

    @Override
    public Integer call() {
        course.screen()
                .out()
                .print(
                        new CourseMap(course.screen(), course.paths(), course.needs()::providers)
                                .of(course.catalogue(), course.progress().state()));
        return ExitCode.GREEN.ordinal();
    }

    private static int misunderstood(Course course, ParameterException e) {
        course.screen().err().println(usage(e));
        return ExitCode.USAGE.ordinal();
    }

    private static String usage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String hint =
                " " + command.getCommandSpec().qualifiedName() + " --help shows what there is.";
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return e.getMessage().replaceAll("\\s+", " ") + "." + hint;
        }
        String word = unmatched.getUnmatched().get(0);
        if (word.startsWith("-")) {
            List<String> options = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
            return "There is no option '%s'. Nearest: %s.%s"
                    .formatted(word, Nearest.to(word, options).get(0), hint);
        }
        if (command.getSubcommands().isEmpty()) {
            return "'%s' is one word too many.%s".formatted(word, hint);
        }
        if (word.matches("\\d+(\\.\\d+)?")) {
            return "'%s' is no command. Did you mean ./lab check %s?%s".formatted(word, word, hint);
        }
        return "There is no command '%s'. Nearest: %s.%s"
                .formatted(
                        word,
                        String.join(", ", Nearest.to(word, command.getSubcommands().keySet())),
                        hint);
    }

    private static int stopped(Course course, Throwable e, String... arguments) {
        if (e instanceof Trouble trouble) {
            course.screen().err().println(trouble.getMessage());
            return trouble.exitCode().ordinal();
        }
        Path file = course.root().resolve(".lab").resolve("reports").resolve("coach-error.txt");
        StringWriter trace = new StringWriter();
        trace.write(
                "./lab %s, Java %s\n\n".formatted(String.join(" ", arguments), Runtime.version()));
        e.printStackTrace(new PrintWriter(trace, true));
        String kept;
        try {
            Disk.replace(file, trace.toString());
            kept = "Its trace is in %s.".formatted(course.paths().shown(file));
        } catch (Trouble full) {
            kept = full.getMessage();
        }
        course.screen().err().println("The coach itself failed: %s. %s".formatted(e, kept));
        return ExitCode.COURSE_BROKEN.ordinal();
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
