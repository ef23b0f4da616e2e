package dev.flinklabs.coach.python;

import dev.flinklabs.coach.programs.Program;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The Pythons of this machine. */
public final class Pythons {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int OLDEST_NAMED = 9;
    private static final int NEWEST_NAMED = 14;
    private static final Pattern VERSION = Pattern.compile("Python (3\\.(\\d{1,3})\\b.*)");

    /**
     * @param command under which it is on the {@code PATH}
     * @param version such as {@code 3.11.2}
     * @param minor 11 of 3.11.2
     */
    public record Python(String command, String version, int minor) {}

    private final List<String> commands;
    private final Function<String, Optional<String>> version;

    /**
     * @param version what a command prints when it is asked for its version; empty when it is not
     *     there
     */
    public Pythons(Function<String, Optional<String>> version) {
        this(usualNames(), version);
    }

    /**
     * @param commands in the order in which they are asked
     */
    Pythons(List<String> commands, Function<String, Optional<String>> version) {
        this.commands = commands;
        this.version = version;
    }

    /** Those that are on the {@code PATH}. */
    public static Pythons ofThisMachine() {
        return new Pythons(
                command ->
                        Program.output(Path.of("").toAbsolutePath(), DEADLINE, command, "--version")
                                .map(said -> new String(said, StandardCharsets.UTF_8).strip()));
    }

    /**
     * The first one whose version is within these bounds: the one that is called {@code python3}
     * before others.
     */
    public Optional<Python> between(int first, int last) {
        return commands.stream()
                .flatMap(command -> of(command).stream())
                .filter(python -> python.minor() >= first && python.minor() <= last)
                .findFirst();
    }

    /** All versions of Python 3 that there are, each once. */
    public List<String> versions() {
        return commands.stream()
                .flatMap(command -> of(command).stream())
                .map(Python::version)
                .distinct()
                .toList();
    }

    private Optional<Python> of(String command) {
        Matcher said = VERSION.matcher(version.apply(command).orElse(""));
        return said.matches()
                ? Optional.of(new Python(command, said.group(1), Integer.parseInt(said.group(2))))
                : Optional.empty();
    }

    private static List<String> usualNames() {
        List<String> commands = new ArrayList<>(List.of("python3"));
        IntStream.iterate(NEWEST_NAMED, minor -> minor >= OLDEST_NAMED, minor -> minor - 1)
                .forEach(minor -> commands.add("python3." + minor));
        commands.add("python");
        return commands;
    }
}
