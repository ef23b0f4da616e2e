package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.workspace.Workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A course of one phase without labs, in which workspaces of lab 9.9 are written by tests. */
public final class TinyCourse {

    static final String PHASE = "phase-9-tiny";

    private final Path root;
    private int workspaces;

    /**
     * @param root an empty directory
     */
    TinyCourse(Path root) {
        this.root = root;
        write(root.resolve(".lab/setup/" + PHASE + ".classpath"), classPath() + "\n");
    }

    Path root() {
        return root;
    }

    Path temporary() {
        return root.resolve("target/tmp");
    }

    static Lab lab(Duration limit) {
        return new Lab(
                "9.9",
                "Tiny",
                Path.of("/phase-9-tiny"),
                Path.of("/phase-9-tiny/labs/9.9-tiny.md"),
                5,
                List.of("src/main/java/tiny/**", "src/main/resources/**"),
                "blank",
                1,
                List.of(),
                List.of(),
                List.of(),
                limit);
    }

    /**
     * A new workspace with the student's {@code tiny/Job.java} and the tests' {@code
     * tiny/JobTest.java}.
     */
    Workspace workspace(String job, String test) {
        workspaces++;
        Path workspace = root.resolve("target/workspaces/" + workspaces);
        write(workspace.resolve("src/main/java/tiny/Job.java"), "package tiny;\n" + job);
        write(workspace.resolve("src/test/java/tiny/JobTest.java"), testClass(test));
        return new Workspace(workspace);
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String testClass(String body) {
        return """
        package tiny;

        import static org.assertj.core.api.Assertions.assertThat;
        import org.junit.jupiter.api.*;
        import org.junit.jupiter.params.*;
        import org.junit.jupiter.params.provider.*;

        @Tag("9.9")
        @TestMethodOrder(MethodOrderer.MethodName.class)
        class JobTest {
        %s
        }
        """
                .formatted(body);
    }

    /** Surefire hides the real class path in the manifest of a jar. */
    public static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
