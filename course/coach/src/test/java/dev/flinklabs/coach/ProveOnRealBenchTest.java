package dev.flinklabs.coach;

import static dev.flinklabs.coach.SmallCourse.PHASE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.bench.ProcessBench;
import dev.flinklabs.coach.bench.TinyCourse;
import dev.flinklabs.coach.files.Disk;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** The defects that a compiler and JUnit find, each in a lab of its own; proved once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProveOnRealBenchTest {

    private static final String ANSWER =
            "return order.isBlank() ? 0 : Integer.parseInt(order.strip());";

    private SmallCourse course;
    private int exitCode;
    private String report;

    @BeforeAll
    void prove(@TempDir Path root) {
        course = SmallCourse.emptyIn(root);
        course.write(".lab/setup/%s.classpath".formatted(PHASE), TinyCourse.classPath() + "\n")
                .write("README.md", "# Orders\n")
                .write(PHASE + "/pom.xml", "<project/>\n");
        lab("0.1", "sound");
        lab("0.2", "always-green");
        addTest("0.2", "always-green", "@Test void it_is_there() { new Orders(); }");
        lab("0.3", "skipped");
        addTest("0.3", "skipped", "@Disabled(\"later\") @Test void not_today() {}");
        lab("0.4", "leaning");
        replace(
                SmallCourse.solution("0.4"),
                ANSWER,
                "return dev.flinklabs.baseline.lab01.Orders.amount(order);");
        lab("0.5", "no-starter");
        replace(SmallCourse.solution("0.5"), "// STUB throw", "// STUB thrown");
        lab("0.6", "guessing");
        replace(SmallCourse.solution("0.6"), "throw new Unsupp", "return 7; // Unsupp");
        lab("0.7", "no-mistake");
        replace(SmallCourse.wrong("0.7", "zero"), "+        return 0;", "+        return nothing;");

        lab("0.8", "untested");
        replace(SmallCourse.test("0.8"), "@Test ", "");
        lab("0.9", "no-import");
        replace(SmallCourse.test("0.9"), "import org.junit.jupiter.api.*;", "");

        CommandLineUser user = new CommandLineUser(root);
        user.benches(phase -> new ProcessBench(root, phase.getFileName().toString()));
        exitCode = user.lab("prove");
        report = user.out() + user.err();
    }

    @Test
    void the_course_is_broken() {
        assertThat(exitCode).as(report).isEqualTo(3);
    }

    @Test
    void a_sound_lab_passes_every_gate() {
        assertThat(report).contains("✔ 0.1 Orders     16 passed, 0 failed\n");
    }

    @Test
    void a_test_that_is_always_green_is_caught() {
        assertThat(report)
                .contains(
                        "0.2 starter: every test must be not done yet, but it_is_there passes\n",
                        "0.2 OrdersTest.it_is_there: no wrong answer makes it fail.\n")
                .containsPattern("✘ 0\\.2 Orders     \\d+ passed, 2 failed\n");
    }

    @Test
    void a_skipped_test_is_caught() {
        assertThat(report)
                .contains(
                        "0.3 solution: not_today fails: A skipped test does not count as passed. It"
                                + " says: ");
    }

    @Test
    void a_lab_that_needs_the_classes_of_another_is_caught() {
        assertThat(report)
                .contains("0.4 solution: is broken: ")
                .containsPattern("Orders.java:6: .*package dev.flinklabs.baseline.lab01");
    }

    @Test
    void a_starter_that_does_not_compile_is_caught() {
        assertThat(report).contains("0.5 starter: is broken: ");
    }

    @Test
    void a_starter_that_fails_for_another_reason_than_not_done_is_caught() {
        assertThat(report)
                .contains("0.6 starter: every test must be not done yet, but ")
                .containsPattern("0\\.6 starter: .*\n    nothing_is_zero fails");
    }

    @Test
    void a_wrong_answer_that_does_not_compile_is_caught() {
        assertThat(report).contains("0.7 zero: is broken: ");
    }

    @Test
    void tests_that_junit_does_not_take_for_tests_are_named_once() {
        String found = "No test of lab 0.8 was found in src/test/java";
        assertThat(report)
                .containsOnlyOnce(found)
                .contains(
                        "0.8 solution: is broken: %s: its test classes carry @Tag(\"0.8\"), and its test methods @Test\n"
                                .formatted(found));
    }

    @Test
    void a_test_that_does_not_compile_is_named_first_and_once() {
        String where =
                SmallCourse.test("0.9").substring(PHASE.length() + 1) + ":7: cannot find symbol";
        assertThat(report)
                .contains("0.9 solution: is broken: " + where)
                .containsOnlyOnce(where)
                .doesNotContain("cannot be compiled against your code");
    }

    private void lab(String id, String slug) {
        course.lab(id, "Orders", slug);
        Disk.delete(course.root().resolve("solutions/wrong").resolve(id));
        Disk.delete(course.root().resolve("solutions/alternatives").resolve(id));
        String folder = id.replace("0.", "lab0");
        String code =
                """
                package dev.flinklabs.baseline.%s;

                class Orders {
                    static int amount(String order) {
                        // BEGIN SOLUTION
                        %s
                        // STUB throw new UnsupportedOperationException("Lab %s is not done yet");
                        // END SOLUTION
                    }
                }
                """
                        .formatted(folder, ANSWER, id);
        course.write(SmallCourse.solution(id), code)
                .write(
                        SmallCourse.test(id),
                        """
                        package dev.flinklabs.baseline.%s;

                        import static org.assertj.core.api.Assertions.assertThat;

                        import org.junit.jupiter.api.*;

                        @Tag("%s")
                        class OrdersTest {
                            @Test void an_amount_is_read() { assertThat(Orders.amount("7")).as("seven").isEqualTo(7); }
                            @Test void blanks_do_not_matter() { assertThat(Orders.amount(" 7 ")).isEqualTo(7); }
                            @Test void nothing_is_zero() { assertThat(Orders.amount("")).isEqualTo(0); }
                        }
                        """
                                .formatted(folder, id))
                .write(
                        "solutions/alternatives/%s/boxed/%s"
                                .formatted(
                                        id, SmallCourse.starter(id).substring(PHASE.length() + 1)),
                        code.replace("parseInt", "valueOf"));
        wrong(id, "zero", "return 0;", "an_amount_is_read", "expected: 7");
        wrong(id, "always-seven", "return 7;", "nothing_is_zero", "expected: 0");
        wrong(
                id,
                "blanks-kept",
                "return order.isEmpty() ? 0 : Integer.parseInt(order);",
                "blanks_do_not_matter",
                "For input string");
        wrong(
                id,
                "nothing-read",
                "return Integer.parseInt(order.strip());",
                "nothing_is_zero",
                "For input string");
    }

    private void wrong(String id, String name, String mistake, String test, String says) {
        course.write(
                SmallCourse.wrong(id, name),
                """
                misconception: %1$s
                caught by: OrdersTest.%2$s
                says: "%3$s"
                --- a/%4$s
                +++ b/%4$s
                @@ -6,1 +6,1 @@
                -        %5$s
                +        %6$s
                """
                        .formatted(name, test, says, SmallCourse.starter(id), ANSWER, mistake));
    }

    private void addTest(String id, String slug, String test) {
        replace(SmallCourse.test(id), "class OrdersTest {", "class OrdersTest {\n    " + test);
        replace(SmallCourse.page(id, slug), "tests: 3", "tests: 4");
    }

    private void replace(String path, String text, String by) {
        String before = course.read(path);
        assertThat(before).contains(text);
        course.write(path, before.replace(text, by));
    }
}
