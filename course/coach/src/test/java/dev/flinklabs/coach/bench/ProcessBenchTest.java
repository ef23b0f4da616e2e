package dev.flinklabs.coach.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;
import dev.flinklabs.coach.workspace.Workspace;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherSessionListener;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessBenchTest {

    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private TinyCourse course;
    private ProcessBench bench;

    @BeforeAll
    void start(@TempDir Path root) {
        course = new TinyCourse(root);
        bench = new ProcessBench(root, TinyCourse.PHASE, 64);
    }

    @AfterAll
    void end() {
        bench.close();
    }

    @Test
    void an_answer_that_behaves_right_passes() {
        LabVerdict verdict =
                grade(
                        "public class Job { static int twice(int n) { return 2 * n; } }",
                        "@Test void two_becomes_four() { assertThat(Job.twice(2)).isEqualTo(4); }");

        assertThat(verdict.id()).isEqualTo("9.9");
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.reason()).isEmpty();
        assertThat(verdict.time()).isPositive();
        TestVerdict test = only(verdict);
        assertThat(test.test()).isEqualTo("JobTest.two_becomes_four");
        assertThat(test.display()).isEqualTo("two_becomes_four");
        assertThat(test.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(test.message() + test.where() + test.trace()).isEmpty();
        assertThat(test.time()).isPositive();
    }

    @Test
    void a_broken_rule_is_told_in_the_words_of_its_assertion() {
        LabVerdict verdict =
                grade(
                        "public class Job { static int twice(int n) { return n; } }",
                        "@Test void two_becomes_four() { assertThat(Job.twice(2)).as(\"Rule"
                                + " 1\").isEqualTo(4); }");

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).isEmpty();
        assertThat(only(verdict).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(only(verdict).message())
                .startsWith("[Rule 1]")
                .contains("expected: 4")
                .contains("but was: 2");
        assertThat(only(verdict).where()).isEmpty();
        assertThat(only(verdict).trace()).contains("tiny.JobTest.two_becomes_four");
    }

    @Test
    void an_exception_of_the_student_is_told_from_its_root_with_the_line() {
        LabVerdict verdict =
                grade(
                        """
                        public class Job {
                            static void run() {
                                try {
                                    Integer.parseInt("12 EUR");
                                } catch (NumberFormatException e) {
                                    throw new IllegalStateException("order o-1 is not readable", new RuntimeException(e));
                                }
                            }
                        }
                        """,
                        "@Test void it_runs() { Job.run(); }");

        assertThat(only(verdict).message())
                .isEqualTo(
                        """
                        NumberFormatException: For input string: "12 EUR"
                        in IllegalStateException: order o-1 is not readable\
                        """);
        assertThat(only(verdict).where()).isEqualTo("Job.java:5");
    }

    @Test
    void the_stub_is_not_done_also_deep_in_a_chain_of_causes() {
        LabVerdict verdict =
                grade(
                        """
                        public class Job {
                            static void run() {
                                throw new UnsupportedOperationException("Lab 9.9 is not done yet");
                            }
                        }
                        """,
                        """
                        @Test void a_passes() {}
                        @Test void b_runs() {
                            try {
                                Job.run();
                            } catch (RuntimeException e) {
                                throw new AssertionError("the job failed", new RuntimeException(e));
                            }
                        }
                        """);

        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_DONE);
        assertThat(verdict.tests())
                .extracting(TestVerdict::outcome)
                .containsExactly(Outcome.PASSED, Outcome.NOT_DONE);
        assertThat(verdict.tests().get(1).message()).isEqualTo("Lab 9.9 is not done yet");
        assertThat(verdict.tests().get(1).where()).isEqualTo("Job.java:4");
    }

    @Test
    void the_stub_of_another_lab_is_a_failure() {
        LabVerdict verdict =
                grade(
                        "public class Job {}",
                        "@Test void it_runs() { throw new UnsupportedOperationException(\"Lab 9.90"
                                + " is not done yet\"); }");

        assertThat(only(verdict).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void not_done_before_all_tests_of_a_class_is_not_done_for_each() {
        LabVerdict verdict =
                grade(
                        """
                        public class Job {
                            static void script() {
                                throw new UnsupportedOperationException("Lab 9.9 is not done yet: no statement writes to sums");
                            }
                        }
                        """,
                        """
                        @BeforeAll static void run() { Job.script(); }
                        @Test void a() {}
                        @ParameterizedTest @ValueSource(ints = {1, 2}) void b(int n) {}
                        @Nested class Inner { @Test void c() {} }
                        """);

        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_DONE);
        assertThat(verdict.tests())
                .extracting(TestVerdict::test)
                .containsExactly("JobTest.a", "JobTest.b", "Inner.c");
        assertThat(verdict.tests()).extracting(TestVerdict::outcome).containsOnly(Outcome.NOT_DONE);
        assertThat(verdict.tests().get(0).message())
                .isEqualTo("Lab 9.9 is not done yet: no statement writes to sums");
    }

    @Test
    void what_fails_after_all_tests_of_a_class_fails_each() {
        LabVerdict verdict =
                grade(
                        "public class Job {}",
                        """
                        @AfterAll static void leftovers() { throw new AssertionError("Rule 4: state is left"); }
                        @Test void a() {}
                        @Test void b() { throw new AssertionError("Rule 1"); }
                        """);

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.tests())
                .extracting(TestVerdict::message)
                .containsExactly("Rule 4: state is left", "Rule 1");
    }

    @Test
    void each_invocation_of_a_parameterised_test_counts() {
        LabVerdict verdict =
                grade(
                        "public class Job {}",
                        "@ParameterizedTest @ValueSource(ints = {1, 2}) void odd(int n) {"
                                + " assertThat(n % 2).isOne(); }");

        assertThat(verdict.tests()).extracting(TestVerdict::test).containsOnly("JobTest.odd");
        assertThat(verdict.tests())
                .extracting(TestVerdict::display)
                .containsExactly("odd [1] n=1", "odd [2] n=2");
        assertThat(verdict.tests())
                .extracting(TestVerdict::outcome)
                .containsExactly(Outcome.PASSED, Outcome.FAILED);
    }

    @Test
    void a_skipped_test_fails() {
        LabVerdict verdict =
                grade(
                        "public class Job {}",
                        """
                        @Disabled("later") @Test void a() {}
                        @Test void b() { Assumptions.assumeTrue(false, "no broker"); }
                        """);

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.tests()).extracting(TestVerdict::outcome).containsOnly(Outcome.FAILED);
        assertThat(verdict.tests().get(0).message()).contains("skipped").contains("later");
        assertThat(verdict.tests().get(1).message()).contains("skipped").contains("no broker");
    }

    @Test
    void a_workspace_without_tests_of_the_lab_is_broken() {
        Workspace workspace = course.workspace("public class Job {}", "");
        TinyCourse.write(
                workspace.root().resolve("src/test/java/tiny/JobTest.java"),
                "package tiny; @org.junit.jupiter.api.Tag(\"9.8\") class JobTest {"
                        + " @org.junit.jupiter.api.Test void a() {} }");

        LabVerdict verdict = bench.grade(TinyCourse.lab(AMPLE), workspace, BenchListener.SILENT);

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.tests()).isEmpty();
        assertThat(verdict.reason()).contains("No test of lab 9.9");
    }

    @Test
    void code_that_does_not_compile_is_broken_with_the_first_error_and_its_line() {
        LabVerdict verdict =
                grade(
                        """
                        public class Job {
                        \tint a = true;
                            int b = "two";
                        }
                        """,
                        "@Test void a() { new Job().c(); }");

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.tests()).isEmpty();
        assertThat(verdict.reason())
                .isEqualTo(
                        """
                        src/main/java/tiny/Job.java:3: incompatible types: boolean cannot be converted to int
                        \tint a = true;
                        \t        ^
                        and 1 more error\
                        """);
    }

    @Test
    void a_changed_signature_is_told_as_such() {
        LabVerdict verdict =
                grade(
                        "public class Job { static void renamed() {} }",
                        "@Test void a() { Job.run(); }");

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.reason())
                .startsWith(
                        "The tests of this lab cannot be compiled against your code:"
                                + " src/test/java/tiny/JobTest.java:")
                .contains("cannot find symbol")
                .contains("symbol:   method run()");
    }

    @Test
    void a_byte_order_mark_is_called_by_its_name() {
        Workspace workspace = course.workspace("", "@Test void a() {}");
        TinyCourse.write(
                workspace.root().resolve("src/main/java/tiny/Job.java"),
                "\ufeffpackage tiny;\npublic class Job {}\n");

        LabVerdict verdict = bench.grade(TinyCourse.lab(AMPLE), workspace, BenchListener.SILENT);

        assertThat(verdict.reason())
                .startsWith("src/main/java/tiny/Job.java:1: ")
                .contains("byte order mark");
    }

    @Test
    void an_endless_loop_ends_at_the_limit_with_its_line() {
        List<TestVerdict> heard = new ArrayList<>();
        Workspace workspace =
                course.workspace(
                        """
                        public class Job {
                            static long spin(long n) {
                                while (n >= 0) { n = Math.abs(n + 1) % 1000; }
                                return n;
                            }
                        }
                        """,
                        """
                        @Test void a() {}
                        @Test void b() { System.out.println("spinning"); Job.spin(1); }
                        @Test void c() {}
                        """);

        LabVerdict verdict = bench.grade(TinyCourse.lab(SHORT), workspace, heard::add);

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.reason())
                .isEqualTo("The code ran for 2 s without an end; it is in a loop in Job.java:4");
        assertThat(verdict.tests())
                .extracting(TestVerdict::test)
                .containsExactly("JobTest.a", "JobTest.b");
        assertThat(verdict.tests())
                .extracting(TestVerdict::outcome)
                .containsExactly(Outcome.PASSED, Outcome.BROKEN);
        assertThat(verdict.tests().get(1).where()).isEqualTo("Job.java:4");
        assertThat(verdict.output()).contains("spinning");
        assertThat(heard).isEqualTo(verdict.tests());
    }

    @Test
    void a_labs_limit_begins_when_the_bench_is_warm(@TempDir Path root) {
        TinyCourse slow = new TinyCourse(root.resolve("course"));
        TinyCourse.write(
                root.resolve("META-INF/services/" + LauncherSessionListener.class.getName()),
                SlowWarmUp.class.getName());
        TinyCourse.write(
                ProcessBench.classPathFile(slow.root(), TinyCourse.PHASE),
                root + File.pathSeparator + TinyCourse.classPath() + "\n");
        Workspace workspace =
                slow.workspace(
                        "public class Job {}",
                        """
                        @Test void a() throws Exception {
                            dev.flinklabs.coach.bench.SlowWarmUp.BEGUN.countDown();
                            new java.util.concurrent.CountDownLatch(1).await();
                        }
                        """);

        try (ProcessBench cold = new ProcessBench(slow.root(), TinyCourse.PHASE, 64)) {
            LabVerdict verdict = cold.grade(TinyCourse.lab(SHORT), workspace, BenchListener.SILENT);

            assertThat(verdict.reason()).startsWith("The code ran for 2 s without an end");
            assertThat(verdict.time()).isGreaterThan(SHORT.plus(SlowWarmUp.LASTS));
        }
    }

    @Test
    void a_wait_without_an_end_says_for_what_it_waits() {
        LabVerdict verdict =
                grade(
                        SHORT,
                        """
                        public class Job {
                            static void run() throws Exception {
                                new java.util.concurrent.CountDownLatch(1).await();
                            }
                        }
                        """,
                        "@Test void a() throws Exception { Job.run(); }");

        assertThat(verdict.reason()).contains("it waits for CountDownLatch.await in Job.java:4");
    }

    @Test
    void a_wait_outside_java_says_in_what_call_it_is() {
        LabVerdict verdict =
                grade(
                        SHORT,
                        """
                        public class Job {
                            static void run() throws Exception {
                                new java.net.ServerSocket(0).accept();
                            }
                        }
                        """,
                        "@Test void a() throws Exception { Job.run(); }");

        assertThat(verdict.reason())
                .endsWith("it is inside ServerSocket.accept, called in Job.java:4");
    }

    @Test
    void a_wait_outside_the_students_code_names_the_test() {
        LabVerdict verdict =
                grade(
                        SHORT,
                        "public class Job {}",
                        "@Test void a() throws Exception { new"
                                + " java.util.concurrent.CountDownLatch(1).await(); }");

        assertThat(verdict.reason())
                .contains("no thread is in your code, the test waits in JobTest.java:11");
        assertThat(only(verdict).where()).isEmpty();
    }

    @Test
    void a_deadlock_is_told_with_both_lines() {
        LabVerdict verdict =
                grade(
                        SHORT,
                        """
                        import java.util.concurrent.CyclicBarrier;
                        public class Job {
                            static void run() throws Exception {
                                Object left = new Object(), right = new Object();
                                CyclicBarrier both = new CyclicBarrier(2);
                                Thread other = new Thread(() -> take(right, left, both));
                                other.start();
                                take(left, right, both);
                            }
                            static void take(Object first, Object second, CyclicBarrier both) {
                                synchronized (first) {
                                    try { both.await(); } catch (Exception e) { throw new IllegalStateException(e); }
                                    synchronized (second) { }
                                }
                            }
                        }
                        """,
                        "@Test void a() throws Exception { Job.run(); }");

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.reason())
                .endsWith(
                        "2 threads wait for each other's lock: in Job.java:14 and in Job.java:14");
    }

    @Test
    void exit_is_told_with_its_code_and_line() {
        LabVerdict verdict =
                grade(
                        """
                        public class Job {
                            static void run() {
                                System.out.println("about to exit");
                                System.exit(3);
                            }
                        }
                        """,
                        "@Test void a() { Job.run(); }");

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.reason())
                .isEqualTo("The code ended the JVM with System.exit(3) in Job.java:5");
        assertThat(only(verdict).outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(only(verdict).where()).isEqualTo("Job.java:5");
        assertThat(verdict.output()).contains("about to exit");
    }

    @Test
    void halt_is_told_with_its_code() {
        LabVerdict verdict =
                grade(
                        "public class Job { static void run() { Runtime.getRuntime().halt(7); } }",
                        "@Test void a() { Job.run(); }");

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.reason()).contains("exit code 7").contains("Runtime.halt");
        assertThat(only(verdict).outcome()).isEqualTo(Outcome.BROKEN);
    }

    @Test
    void a_killed_jvm_is_told_with_its_signal() {
        LabVerdict verdict =
                grade(
                        """
                        public class Job {
                            static void run() throws Exception {
                                ProcessHandle self = ProcessHandle.current();
                                new ProcessBuilder("kill", "-9", "" + self.pid()).start().waitFor();
                                Thread.currentThread().join();
                            }
                        }
                        """,
                        "@Test void a() throws Exception { Job.run(); }");

        assertThat(verdict.reason()).isEqualTo("The JVM was killed by signal 9 (exit code 137)");
    }

    @Test
    void running_out_of_memory_is_told_with_the_size_of_the_heap() {
        LabVerdict verdict =
                grade(
                        """
                        public class Job {
                            static void run() {
                                java.util.List<byte[]> kept = new java.util.ArrayList<>();
                                while (true) { kept.add(new byte[1_000_000]); }
                            }
                        }
                        """,
                        "@Test void a() { Job.run(); }");

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.reason())
                .isEqualTo("The code ran out of memory (heap 64 MB): Java heap space");
        assertThat(only(verdict).outcome()).isEqualTo(Outcome.BROKEN);
    }

    @Test
    void running_out_of_memory_inside_a_cause_is_broken_too() {
        LabVerdict verdict =
                grade(
                        "public class Job {}",
                        """
                        @Test void a() {}
                        @Test void b() { throw new IllegalStateException(new OutOfMemoryError("Direct buffer memory")); }
                        """);

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.reason())
                .startsWith("The code ran out of memory")
                .endsWith("Direct buffer memory");
        assertThat(verdict.tests())
                .extracting(TestVerdict::outcome)
                .containsExactly(Outcome.PASSED, Outcome.BROKEN);
    }

    @Test
    void an_error_of_memory_thrown_by_a_library_is_broken_too() {
        LabVerdict verdict =
                grade(
                        "public class Job {}",
                        """
                        @Test void a() {}
                        @Test void b() { throw new OutOfMemoryError("Direct buffer memory"); }
                        """);

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.reason())
                .startsWith("The code ran out of memory")
                .endsWith("Direct buffer memory");
        assertThat(verdict.tests())
                .extracting(TestVerdict::outcome)
                .containsExactly(Outcome.PASSED, Outcome.BROKEN);
    }

    @Test
    void a_stack_overflow_is_an_ordinary_failure() {
        LabVerdict verdict =
                grade(
                        """
                        public class Job {
                            static int run(int n) {
                                return run(n + 1) + 1;
                            }
                        }
                        """,
                        "@Test void a() { Job.run(1); }");

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(only(verdict).message()).isEqualTo("StackOverflowError");
        assertThat(only(verdict).where()).isEqualTo("Job.java:4");
    }

    @Test
    void what_is_printed_is_kept_also_after_the_student_has_closed_the_output() {
        String test = "@Test void a() throws Exception { Job.run(); }";
        LabVerdict first =
                grade(
                        """
                        public class Job {
                            static void run() throws Exception {
                                System.err.println("über");
                                try (var out = System.out) { out.print("first"); }
                                System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
                            }
                        }
                        """,
                        test);
        LabVerdict second =
                grade(
                        "public class Job { static void run() { System.out.print(\"second\"); } }",
                        test);

        assertThat(first.output()).isEqualTo("über" + System.lineSeparator() + "first");
        assertThat(second.output()).isEqualTo("second");
    }

    @Test
    void of_a_flood_of_output_the_last_part_is_kept() {
        LabVerdict verdict =
                grade(
                        "public class Job { static void run() { for (int i = 0; i < 20_000; i++)"
                                + " System.out.println(\"line \" + i); } }",
                        "@Test void a() { Job.run(); }");

        assertThat(verdict.output())
                .hasSize(OutputTail.LIMIT)
                .endsWith("line 19999" + System.lineSeparator());
    }

    @Test
    void a_second_round_sees_the_new_class_and_resources_and_nothing_of_the_old_ones() {
        String test =
                """
                @Test void a() throws Exception {
                    ClassLoader system = ClassLoader.getSystemClassLoader();
                    System.out.print(Job.VALUE);
                    System.out.print(Class.forName("tiny.Job", true, Thread.currentThread().getContextClassLoader()).getField("VALUE").get(null));
                    System.out.print(system.loadClass("tiny.Job").getField("VALUE").get(null));
                    System.out.print(new String(Job.class.getResourceAsStream("/value.txt").readAllBytes()));
                    System.out.print(new String(system.getResourceAsStream("value.txt").readAllBytes()));
                    System.out.print(java.util.Collections.list(system.getResources("value.txt")).size());
                    System.out.print(Job.class.getResourceAsStream("Job.class").readAllBytes().length > 0);
                }
                """;
        for (String value : List.of("1", "2")) {
            Workspace workspace =
                    course.workspace(
                            "public class Job { public static final Object VALUE = \""
                                    + value
                                    + "\"; }",
                            test);
            TinyCourse.write(workspace.root().resolve("src/main/resources/value.txt"), value);

            LabVerdict verdict =
                    bench.grade(TinyCourse.lab(AMPLE), workspace, BenchListener.SILENT);

            assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.PASSED);
            assertThat(verdict.output()).isEqualTo(value.repeat(5) + "1true");
        }
    }

    @Test
    void a_class_that_the_system_loader_has_pinned_costs_a_new_jvm_and_is_not_seen_again() {
        String test =
                """
                @Test void a() throws Exception {
                    System.out.print(Class.forName("tiny.Job", true, ClassLoader.getSystemClassLoader()).getField("VALUE").get(null));
                    System.out.print(" " + ProcessHandle.current().pid());
                }
                """;
        String[] first =
                grade("public class Job { public static final Object VALUE = 1; }", test)
                        .output()
                        .split(" ");
        String[] second =
                grade("public class Job { public static final Object VALUE = 2; }", test)
                        .output()
                        .split(" ");

        assertThat(first[0]).isEqualTo("1");
        assertThat(second[0]).isEqualTo("2");
        assertThat(second[1]).isNotEqualTo(first[1]);
    }

    @Test
    void a_thread_that_a_library_makes_for_itself_keeps_no_class_of_the_round() {
        String job = "public class Job {}";
        String pid =
                grade(
                                job,
                                """
                                @Test void a() {
                                    Thread own = new Thread();
                                    own.setContextClassLoader(null);
                                    System.getProperties().put("own", own);
                                    System.getProperties().put("seen", new java.lang.ref.WeakReference<>(Job.class));
                                    System.out.print(ProcessHandle.current().pid());
                                }
                                """)
                        .output();
        LabVerdict next =
                grade(
                        job,
                        """
                        @Test void a() {
                            var seen = (java.lang.ref.WeakReference<?>) System.getProperties().remove("seen");
                            for (int i = 0; i < 50 && seen.get() != null; i++) System.gc();
                            System.getProperties().remove("own");
                            System.out.print(ProcessHandle.current().pid() + " " + seen.get());
                        }
                        """);

        assertThat(next.output()).isEqualTo(pid + " null");
    }

    @Test
    void rounds_share_a_jvm_until_one_leaves_a_thread_behind() {
        String test =
                "@Test void a() { Job.run(); System.out.print(ProcessHandle.current().pid()); }";
        String harmless = "public class Job { static void run() {} }";
        String pid = grade(harmless, test).output();

        LabVerdict littering =
                grade(
                        """
                        public class Job {
                            static void run() { new Thread(Job::spin).start(); }
                            static void spin() { while (true) Thread.onSpinWait(); }
                        }
                        """,
                        test);

        assertThat(littering.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(littering.output()).isEqualTo(pid);
        assertThat(grade(harmless, test).output()).isNotEqualTo(pid);
    }

    @Test
    void what_one_round_leaves_to_end_the_jvm_later_is_not_blamed_on_the_next() {
        LabVerdict first =
                grade(
                        """
                        public class Job {
                            static void run() {
                                new java.util.Timer().schedule(new java.util.TimerTask() {
                                    @Override public void run() { Runtime.getRuntime().halt(1); }
                                }, 500);
                            }
                        }
                        """,
                        "@Test void a() { Job.run();"
                                + " System.out.print(ProcessHandle.current().pid()); }");
        ProcessHandle.of(Long.parseLong(first.output()))
                .ifPresent(runner -> runner.onExit().join());

        assertThat(grade("public class Job {}", "@Test void a() {}").outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void closed_by_another_thread_in_the_middle_of_a_run_it_gives_a_verdict_at_once() {
        ProcessBench own = new ProcessBench(course.root(), TinyCourse.PHASE);
        Workspace workspace =
                course.workspace(
                        "public class Job {}",
                        """
                        @Test void a() {}
                        @Test void b() { while (true) Thread.onSpinWait(); }
                        """);

        LabVerdict verdict =
                own.grade(
                        TinyCourse.lab(Duration.ofMinutes(10)),
                        workspace,
                        test -> new Thread(own::close).start());

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
    }

    @Test
    void closed_in_the_middle_of_a_run_it_grades_the_next_in_another_jvm() {
        try (ProcessBench own = new ProcessBench(course.root(), TinyCourse.PHASE)) {
            String loop =
                    """
                    @Test void a() {}
                    @Test void b() { while (true) Thread.onSpinWait(); }
                    """;
            own.grade(
                    TinyCourse.lab(Duration.ofMinutes(10)),
                    course.workspace("public class Job {}", loop),
                    test -> own.close());

            LabVerdict next =
                    own.grade(
                            TinyCourse.lab(Duration.ofMinutes(10)),
                            course.workspace("public class Job {}", "@Test void a() {}"),
                            BenchListener.SILENT);

            assertThat(next.outcome()).isEqualTo(Outcome.PASSED);
        }
    }

    @Test
    void locale_and_time_zone_of_one_round_do_not_reach_the_next() {
        String test = "@Test void a() { Job.run(); }";
        String print =
                "System.out.print(java.util.Locale.getDefault() + \" \" +"
                        + " java.util.TimeZone.getDefault().getID());";
        String before =
                grade("public class Job { static void run() { " + print + " } }", test).output();

        grade(
                """
                public class Job {
                    static void run() {
                        java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tr-TR"));
                        java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("Asia/Kolkata"));
                    }
                }
                """,
                test);

        assertThat(grade("public class Job { static void run() { " + print + " } }", test).output())
                .isEqualTo(before);
    }

    @Test
    void the_course_settings_reach_the_runner() {
        System.setProperty("lab.tiny", "a value");
        try (ProcessBench own = new ProcessBench(course.root(), TinyCourse.PHASE)) {
            Workspace workspace =
                    course.workspace(
                            "public class Job {}",
                            """
                            @Test void a() throws Exception {
                                System.out.print(System.getProperty("lab.tiny"));
                                var path = java.nio.file.Path.of(System.getProperty("lab.user.classpath"));
                                assertThat(path).isEmptyDirectory();
                            }
                            """);

            LabVerdict verdict = own.grade(TinyCourse.lab(AMPLE), workspace, BenchListener.SILENT);

            assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.PASSED);
            assertThat(verdict.output()).isEqualTo("a value");
        } finally {
            System.clearProperty("lab.tiny");
        }
    }

    @Test
    void a_closed_bench_leaves_no_process_and_no_directory(@TempDir Path root) throws IOException {
        TinyCourse own = new TinyCourse(root);
        Path stale = Files.createDirectories(own.temporary().resolve("bench-999999999-left/deep"));
        Workspace workspace =
                own.workspace(
                        """
                        public class Job {
                            static void run() throws Exception {
                                Process child = new ProcessBuilder("sleep", "600").start();
                                System.out.print(ProcessHandle.current().pid() + " " + child.pid());
                                java.nio.file.Files.writeString(java.nio.file.Files.createTempFile("left", "over"), "x");
                            }
                        }
                        """,
                        "@Test void a() throws Exception { Job.run(); }");
        LabVerdict verdict;
        try (ProcessBench bench = new ProcessBench(root, TinyCourse.PHASE)) {
            verdict = bench.grade(TinyCourse.lab(AMPLE), workspace, BenchListener.SILENT);
        }

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(stale).doesNotExist();
        assertThat(own.temporary()).isEmptyDirectory();
        assertThat(
                        Stream.of(verdict.output().split(" "))
                                .map(Long::valueOf)
                                .flatMap(pid -> ProcessHandle.of(pid).stream()))
                .noneMatch(ProcessHandle::isAlive);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_runner_does_not_outlive_its_supervisor(boolean byForce, @TempDir Path root)
            throws Exception {
        Process supervisor =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                TinyCourse.classPath(),
                                LonelySupervisor.class.getName(),
                                root.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        ProcessHandle runner;
        try (BufferedReader output = supervisor.inputReader()) {
            runner = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            if (byForce) {
                supervisor.destroyForcibly();
            } else {
                supervisor.destroy();
            }
            supervisor.waitFor();
        }

        assertThat(runner.onExit()).succeedsWithin(AMPLE);
        if (!byForce) {
            assertThat(root.resolve("target/tmp")).isEmptyDirectory();
        }
    }

    @Test
    void a_static_field_of_the_student_begins_anew_in_each_run() {
        for (int i = 0; i < 3; i++) {
            LabVerdict verdict =
                    grade(
                            "public class Job { static int runs; }",
                            "@Test void a() { assertThat(++Job.runs).isEqualTo(1); }");
            assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        }
    }

    @Test
    void a_hundred_runs_that_do_not_compile_leave_the_bench_in_order() {
        String before = processOf("");
        for (int i = 0; i < 100; i++) {
            assertThat(grade("public class Job { int n = ; }", "@Test void a() {}").outcome())
                    .isEqualTo(Outcome.BROKEN);
        }
        assertThat(processOf("")).isEqualTo(before);
    }

    @Test
    void a_jvm_to_which_classes_of_many_runs_cling_is_replaced() {
        String clings =
                "Thread hook = new Thread(new Job()::toString);"
                        + " Runtime.getRuntime().addShutdownHook(hook);";
        List<String> processes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            processes.add(processOf(clings));
        }
        assertThat(processes.stream().distinct()).hasSize(2);
    }

    /** Runs this statement and tells in which process. */
    private String processOf(String statement) {
        return grade(
                        "public class Job {}",
                        "@Test void a() { %s System.out.print(ProcessHandle.current().pid()); }"
                                .formatted(statement))
                .output();
    }

    @Test
    void a_missing_class_path_is_told(@TempDir Path root) {
        Workspace workspace = course.workspace("public class Job {}", "@Test void a() {}");
        try (ProcessBench own = new ProcessBench(root, "phase-8")) {
            assertThatThrownBy(
                            () -> own.grade(TinyCourse.lab(AMPLE), workspace, BenchListener.SILENT))
                    .isInstanceOf(Trouble.class)
                    .hasMessageContaining("phase-8.classpath");
        }
    }

    private LabVerdict grade(String job, String test) {
        return grade(AMPLE, job, test);
    }

    private LabVerdict grade(Duration limit, String job, String test) {
        return bench.grade(
                TinyCourse.lab(limit), course.workspace(job, test), BenchListener.SILENT);
    }

    private static TestVerdict only(LabVerdict verdict) {
        assertThat(verdict.tests()).as(verdict.toString()).hasSize(1);
        return verdict.tests().get(0);
    }
}
