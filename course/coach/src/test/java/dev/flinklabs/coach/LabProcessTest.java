package dev.flinklabs.coach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.bench.Bench;
import dev.flinklabs.coach.bench.BenchListener;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.grading.BenchFactory;
import dev.flinklabs.coach.grading.Needs;
import dev.flinklabs.coach.report.Screen;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.workspace.Workspace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The command as the {@code lab} script starts it: a process with a locale, a time zone and two
 * streams of bytes.
 */
class LabProcessTest {

    @TempDir Path directory;

    @Test
    void neither_locale_nor_encoding_nor_time_zone_change_a_byte() throws Exception {
        SmallCourse.in(directory);
        for (String locale : List.of("ar-EG", "tr-TR")) {
            List<String> options =
                    List.of(
                            "-Duser.language=" + locale.substring(0, 2),
                            "-Duser.country=" + locale.substring(3),
                            "-Duser.timezone=Asia/Kolkata",
                            "-Dfile.encoding=US-ASCII",
                            "-Dlab.root=" + directory);
            assertThat(lab(options)).as(locale).isZero();
            assertThat(printed())
                    .as(locale)
                    .startsWith(
                            "Phase 0: baseline     0 of 2\n  ● 0.1   Read orders       20 min\n");
            assertThat(lab(options, "check", "READ-ORDERS", "--json")).as(locale).isEqualTo(4);
            assertThat(printed())
                    .as(locale)
                    .contains("Without its set-up, phase-0-baseline cannot");
            assertThat(lab(options, "dev", "starters", "--check")).as(locale).isZero();
        }
    }

    @Test
    void a_directory_that_is_not_there_is_told() throws Exception {
        assertThat(lab(List.of("-Dlab.root=" + directory.resolve("gone")))).isEqualTo(4);
        assertThat(printed()).startsWith("The course's directory cannot be read: ").hasLineCount(1);
    }

    @Test
    void an_interrupted_check_leaves_nothing_and_gives_no_verdict() throws Exception {
        SmallCourse.in(directory);
        Process check =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                EndlessCheck.class.getName(),
                                directory.toString())
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader output = check.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("grading");
            check.toHandle().destroy();
            assertThat(output.readLine()).as("whatever is printed afterwards").isNull();
        }
        assertThat(check.waitFor()).as("ended by SIGTERM").isEqualTo(143);
        assertThat(directory.resolve("target/workspaces")).isEmptyDirectory();
        assertThat(directory.resolve(".lab")).doesNotExist();
    }

    /** Another process, in which lab 0.1 is being graded until its bench is closed. */
    static final class EndlessCheck {

        public static void main(String[] arguments) {
            Path root = Path.of(arguments[0]);
            Screen screen = new Screen(System.out, System.err, false, false);
            BenchFactory endless = phase -> new EndlessBench();
            LabCommand.run(
                    new Course(root, endless, endless, Needs.ofTheCourse(root), screen),
                    "check",
                    "0.1");
        }
    }

    private static final class EndlessBench implements Bench {

        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public LabVerdict grade(Lab lab, Workspace workspace, BenchListener listener) {
            System.out.println("grading");
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            String reason = "The JVM was killed";
            return new LabVerdict("0.1", Outcome.BROKEN, List.of(), reason, "", Duration.ZERO);
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private int lab(List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), LabCommand.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start()
                .waitFor();
    }

    private String printed() throws IOException {
        return Files.readString(output(), StandardCharsets.UTF_8);
    }

    private Path output() {
        return directory.resolve("output.txt");
    }
}
