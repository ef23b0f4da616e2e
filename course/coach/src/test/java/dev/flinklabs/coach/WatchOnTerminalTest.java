package dev.flinklabs.coach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.grading.BenchFactory;
import dev.flinklabs.coach.grading.Needs;
import dev.flinklabs.coach.report.Screen;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./lab watch} as a student has it: a process on a terminal, which {@code script} of
 * util-linux is, with keys and saved files.
 */
@EnabledOnOs(OS.LINUX)
class WatchOnTerminalTest {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    @TempDir Path directory;

    private final StringBuilder screen = new StringBuilder();
    private Process terminal;
    private int seen;

    @AfterEach
    void end_what_is_left() {
        terminal.descendants().forEach(ProcessHandle::destroyForcibly);
        terminal.destroyForcibly();
    }

    @Test
    void a_lab_is_watched_until_it_is_green_and_the_next_after_it() throws Exception {
        SmallCourse course = SmallCourse.in(directory);
        watch("xterm");

        awaitScreen("\u001b[?1049h");
        awaitScreen("○ 0.1 Read orders     0 of 3     not done yet");
        course.solve("0.1", "time();", "");
        awaitScreen("0.1 Read orders     2 of 3");
        awaitScreen("Rule 2.");
        awaitScreen("Whole traces, and what was printed: .lab/reports/0.1.txt");
        press("h");
        awaitScreen("hint 1 of 3, Where to look");
        course.solve("0.1");
        awaitScreen("✔ 0.1 Read orders     3 of 3");
        awaitScreen("Three tests are green.");
        awaitScreen("Read    solutions/phase-0-baseline/discussions/0.1-read-orders.md");
        press("n");
        awaitScreen("○ 0.2 Count orders     0 of 3     not done yet");
        course.solve("0.2");
        awaitScreen("✔ 0.2 Count orders     3 of 3");
        press("x");
        awaitScreen("Put the starter of 0.2 Count orders back?");
        press("y");
        awaitScreen("Undo: ./lab restore 0.2-1");
        awaitScreen("○ 0.2 Count orders     0 of 3     not done yet");
        press("q");
        awaitScreen("\u001b[?1049l");
        awaitScreen("○ 0.2 Count orders     0 of 3     not done yet");

        awaitScreen("ended with 0");
        awaitScreen(" icanon");
        assertThat(course.read(".lab/progress.json"))
                .contains("\"0.1\":\"PASSED\"", "\"0.2\":\"NOT_DONE\"", "\"hints\":{\"0.1\":1}");
        assertThat(directory.resolve("target/workspaces")).isEmptyDirectory();
    }

    @Test
    void an_interrupt_gives_the_terminal_back_and_leaves_nothing() throws Exception {
        SmallCourse.in(directory);
        watch("xterm");

        awaitScreen("○ 0.1 Read orders     0 of 3     not done yet");
        press("\u0003");

        awaitScreen("\u001b[?1049l");
        awaitScreen("ended with 130");
        awaitScreen(" icanon");
        assertThat(directory.resolve("target/workspaces")).isEmptyDirectory();
    }

    @Test
    void a_terminal_that_can_only_go_on_gets_no_escape_sequence() throws Exception {
        SmallCourse course = SmallCourse.in(directory);
        watch("dumb");

        awaitScreen("○ 0.1 Read orders     0 of 3     not done yet");
        course.solve("0.1");
        awaitScreen("✔ 0.1 Read orders     3 of 3");
        press("\u0004");

        awaitScreen("ended with 0");
        assertThat(screen.toString()).doesNotContain("\u001b");
    }

    /** The command in another process, with a bench that needs none. */
    static final class Watched {

        public static void main(String[] arguments) {
            Path root = Path.of(arguments[0]);
            BenchFactory benches = phase -> new TextBench(phase, new ArrayList<>());
            Course course =
                    new Course(root, benches, benches, Needs.ofTheCourse(root), Screen.ofProcess());
            System.exit(LabCommand.run(course, "watch"));
        }
    }

    private void watch(String type) throws IOException {
        String watch =
                "trap : INT; stty rows 30 cols 100; '%s' -cp '%s' '%s' '%s'; echo ended with $?; stty -a"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path"),
                                Watched.class.getName(),
                                directory);
        // A build that runs in the background ignores interrupts, and so would all that it starts.
        ProcessBuilder script =
                new ProcessBuilder(
                                "env", "--default-signal=INT", "script", "-qfc", watch, "/dev/null")
                        .redirectErrorStream(true);
        script.environment().put("TERM", type);
        script.environment().put("NO_COLOR", "1");
        script.environment().put("SHELL", "/bin/sh");
        terminal = script.start();
        Thread reader = new Thread(this::read, "screen");
        reader.setDaemon(true);
        reader.start();
    }

    private void press(String keys) throws IOException {
        terminal.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        terminal.getOutputStream().flush();
    }

    private void read() {
        try (Reader output =
                new InputStreamReader(terminal.getInputStream(), StandardCharsets.UTF_8)) {
            char[] chunk = new char[1024];
            for (int length = output.read(chunk); length >= 0; length = output.read(chunk)) {
                synchronized (screen) {
                    screen.append(chunk, 0, length);
                    screen.notifyAll();
                }
            }
        } catch (IOException e) {
            // The terminal is gone, and what is waited for does not come any more.
        }
    }

    /** Waits until this is written, after all that was waited for before. */
    private void awaitScreen(String text) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        synchronized (screen) {
            for (int found = screen.indexOf(text, seen);
                    found < 0;
                    found = screen.indexOf(text, seen)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(left)
                        .as("time left to wait for '%s' in %s", text, screen.substring(seen))
                        .isPositive();
                screen.wait(left);
            }
            seen = screen.indexOf(text, seen) + text.length();
        }
    }
}
