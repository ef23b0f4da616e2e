package dev.flinklabs.coach;

import dev.flinklabs.coach.bench.KeptBench;
import dev.flinklabs.coach.bench.ProcessBench;
import dev.flinklabs.coach.grading.Needs;
import dev.flinklabs.coach.report.Screen;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads what commands need, and does nothing: set-up lets the JVM archive the classes that this has
 * loaded, so that commands start from the archive.
 */
final class Rehearsal {

    private static final String RUNNER = "dev/flinklabs/coach/runner/";

    private Rehearsal() {}

    /**
     * @param arguments the course, absolute
     */
    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Screen screen = new Screen(nowhere, nowhere, false, false);
        Path root = Path.of(arguments[0]);
        LabCommand.run(
                new Course(
                        root,
                        phase -> new KeptBench(root, phase.getFileName().toString()),
                        phase -> new ProcessBench(root, phase.getFileName().toString()),
                        Needs.ofTheCourse(root),
                        screen));
        sendVerdict();
        loadAll();
    }

    private static void sendVerdict() throws IOException, ClassNotFoundException {
        TestVerdict test = new TestVerdict("", "", Outcome.PASSED, "", "", "", Duration.ZERO);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
            output.writeObject(
                    new LabVerdict("", Outcome.PASSED, List.of(test), "", "", Duration.ZERO));
        }
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }

    private static void loadAll() throws IOException, URISyntaxException, ClassNotFoundException {
        Path jar =
                Path.of(
                        Rehearsal.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        try (JarFile classes = new JarFile(jar.toFile())) {
            for (JarEntry each : classes.stream().toList()) {
                String name = each.getName();
                if (name.endsWith(".class") && !name.startsWith(RUNNER)) {
                    Class.forName(
                            name.replace(".class", "").replace('/', '.'),
                            false,
                            Rehearsal.class.getClassLoader());
                }
            }
        }
    }
}
