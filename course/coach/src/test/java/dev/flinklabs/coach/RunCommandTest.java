package dev.flinklabs.coach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.bench.TinyCourse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command as a process: what it starts has its streams. */
class RunCommandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path root;

    private SmallCourse course;
    private Process run;
    private BufferedReader output;

    @BeforeEach
    void write() {
        course = SmallCourse.in(root);
        course.write(
                ".lab/setup/%s.classpath".formatted(SmallCourse.PHASE),
                TinyCourse.classPath() + "\n");
        course.write(
                SmallCourse.test("0.1"),
                "package dev.flinklabs.baseline.lab01; class OrdersTest {}");
    }

    @AfterEach
    void end() {
        if (run != null) {
            run.descendants().forEach(ProcessHandle::destroyForcibly);
            run.destroyForcibly();
        }
    }

    @Test
    void the_students_code_runs_with_the_terminal_of_the_command_until_its_input_ends()
            throws Exception {
        orders("System.out.println(\"yours\");");

        start("0.1", "--rate", "7");

        assertThat(output.readLine()).isEqualTo("0.1 Read orders is starting.");
        assertThat(output.readLine())
                .isEqualTo(
                        "--lab 0.1 --rate 7.0 --root %1$s --output %1$s/target/run/0.1.txt --history %1$s/.lab/sql-history --tests dev.flinklabs.baseline.lab01.OrdersTest"
                                .formatted(root.toRealPath()));
        assertThat(output.readLine()).isEqualTo("yours");
        run.getOutputStream().write("typed\n".getBytes(StandardCharsets.UTF_8));
        run.getOutputStream().flush();
        assertThat(output.readLine()).isEqualTo("typed");
        run.getOutputStream().close();
        assertThat(exitCode()).isZero();
        assertNothingIsLeft();
    }

    @Test
    void the_reference_solution_runs_where_it_is_asked_for() throws Exception {
        orders("System.out.println(\"yours\");");
        course.write(SmallCourse.solution("0.1"), code("System.out.println(\"the reference\");"));

        start("0.1", "--solution");

        assertThat(output.lines().skip(2).findFirst()).contains("the reference");
    }

    @Test
    void a_script_is_printed_and_nothing_else() throws Exception {
        orders("");

        start("0.1", "--print");

        assertThat(output.readLine()).startsWith("--lab 0.1 ").contains(" --print --tests ");
    }

    @Test
    void code_that_does_not_compile_is_told_as_by_check() throws Exception {
        orders("int cents = \"many\";");

        start("0.1");

        assertThat(exitCode()).isEqualTo(1);
        assertThat(output.lines().skip(1))
                .containsExactly(
                        "It does not compile.",
                        "",
                        "src/main/java/dev/flinklabs/baseline/lab01/Orders.java:5: incompatible types: java.lang.String cannot be converted to int",
                        "        int cents = \"many\";",
                        "                    ^");
        assertNothingIsLeft();
    }

    @Test
    void code_that_ends_the_jvm_is_told_with_its_line() throws Exception {
        orders("System.exit(0);");

        start("0.1");

        exitCode();
        assertThat(output.lines())
                .contains("The code ended the JVM with System.exit, in Orders.java:5.");
        assertNothingIsLeft();
    }

    @Test
    void code_that_uses_up_the_memory_is_red() throws Exception {
        orders(
                "var all = new java.util.ArrayList<long[]>(); while (true) all.add(new long[1 << 24]);");

        start("0.1");

        assertThat(exitCode()).isEqualTo(1);
        assertThat(output.lines()).contains("The code ran out of memory (heap 640 MB).");
        assertNothingIsLeft();
    }

    @Test
    void a_stack_that_fails_is_a_fault_of_the_course() throws Exception {
        orders("throw new IllegalStateException(\"no broker\");");

        start("0.1");

        assertThat(exitCode()).isEqualTo(3);
        assertThat(output.lines()).contains("java.lang.IllegalStateException: no broker");
        assertNothingIsLeft();
    }

    @Test
    void a_signal_ends_all_of_it_and_nothing_is_left() throws Exception {
        orders("System.out.println(\"yours\");");
        start("0.1");
        assertThat(output.lines().anyMatch("yours"::equals)).isTrue();
        ProcessHandle stack = run.children().findFirst().orElseThrow();

        run.toHandle().destroy();

        assertThat(exitCode()).isEqualTo(143);
        assertThat(stack.isAlive()).isFalse();
        assertNothingIsLeft();
    }

    @Test
    void code_that_takes_no_notice_of_the_end_does_not_outlive_it() throws Exception {
        orders(
                """
                Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} }));
                System.out.println("yours");
                """);
        start("0.1");
        assertThat(output.lines().anyMatch("yours"::equals)).isTrue();
        ProcessHandle stack = run.children().findFirst().orElseThrow();

        run.toHandle().destroy();

        assertThat(exitCode()).isEqualTo(143);
        assertThat(stack.isAlive()).isFalse();
        assertNothingIsLeft();
    }

    @Test
    void what_was_started_does_not_outlive_a_command_that_is_killed() throws Exception {
        orders("System.out.println(\"yours\");");
        start("0.1");
        assertThat(output.lines().anyMatch("yours"::equals)).isTrue();
        ProcessHandle stack = run.children().findFirst().orElseThrow();

        run.destroyForcibly();

        assertThat(stack.onExit()).succeedsWithin(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1001", "NaN"})
    void a_rate_that_makes_no_sense_is_refused(String rate) {
        CommandLineUser user = new CommandLineUser(root);

        assertThat(user.lab("run", "0.1", "--rate", rate)).isEqualTo(2);

        assertThat(user.err()).endsWith("expected 0 to 1000 records a second.\n");
    }

    private void orders(String statements) {
        course.write(SmallCourse.starter("0.1"), code(statements));
    }

    private static String code(String statements) {
        return """
        package dev.flinklabs.baseline.lab01;

        public class Orders {
            public static void run() {
                %s
            }
        }
        """
                .formatted(statements);
    }

    private void start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dlab.root=" + root,
                                "-cp",
                                TinyCourse.classPath(),
                                LabCommand.class.getName(),
                                "run"));
        command.addAll(List.of(arguments));
        run = new ProcessBuilder(command).redirectErrorStream(true).start();
        output = run.inputReader(StandardCharsets.UTF_8);
    }

    private int exitCode() throws InterruptedException {
        assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return run.exitValue();
    }

    private void assertNothingIsLeft() {
        assertThat(root.resolve("target/tmp")).isEmptyDirectory();
        assertThat(root.resolve("target/workspaces")).isEmptyDirectory();
    }
}
