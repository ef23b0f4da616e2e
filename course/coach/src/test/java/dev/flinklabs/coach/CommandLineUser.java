package dev.flinklabs.coach;

import dev.flinklabs.coach.grading.BenchFactory;
import dev.flinklabs.coach.grading.Needs;
import dev.flinklabs.coach.report.Screen;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The {@code lab} command as a caller sees it: arguments in, exit code and two streams out. */
final class CommandLineUser {

    private final Path root;
    private final List<String> benchLog = Collections.synchronizedList(new ArrayList<>());
    private BenchFactory benches = phase -> new TextBench(phase, benchLog);
    private Needs needs;
    private String out;
    private String err;

    CommandLineUser(Path root) {
        this.root = root;
    }

    void benches(BenchFactory benches) {
        this.benches = benches;
    }

    void needs(Needs needs) {
        this.needs = needs;
    }

    int lab(String... arguments) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        Screen screen = new Screen(stream(outBytes), stream(errBytes), false, false);
        Needs known = needs == null ? Needs.ofTheCourse(root) : needs;
        int exitCode = LabCommand.run(new Course(root, benches, benches, known, screen), arguments);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return exitCode;
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    List<String> benchLog() {
        return benchLog;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
