package dev.flinklabs.coach.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.workspace.Workspace;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

class KeptBenchTest {

    private static final Duration AMPLE = Duration.ofSeconds(60);

    /** Prints the process that it runs in. */
    private static final String TELLS_ITS_PROCESS =
            "@Test void it_runs() { System.out.print(ProcessHandle.current().pid()); }";

    @TempDir Path root;

    private TinyCourse course;

    @BeforeEach
    void course() {
        course = new TinyCourse(root);
        TinyCourse.write(root.resolve(".lab/setup/stamp"), "");
    }

    @AfterEach
    void stop() {
        KeptBench.stop(root);
    }

    @Test
    void what_one_command_leaves_the_next_one_finds() {
        String first = process();
        assertThat(process()).isEqualTo(first);
    }

    @Test
    void stopping_ends_all_that_was_started_and_says_whether_there_was_anything() throws Exception {
        assertThat(KeptBench.stop(root)).isFalse();
        ProcessHandle runner = handle(process());
        ProcessHandle keeper = keeper();
        assertThat(KeptBench.stop(root)).isTrue();
        assertThat(keeper.isAlive()).isFalse();
        assertThat(runner.isAlive()).isFalse();
        assertThat(KeeperAddress.file(root)).doesNotExist();
        assertThat(course.temporary()).isEmptyDirectory();
        assertThat(KeptBench.stop(root)).isFalse();
    }

    @Test
    void a_lock_that_cannot_be_taken_is_named() throws IOException {
        Path lock = Files.createDirectories(root.resolve(".lab/bench/lock"));

        assertThatThrownBy(this::process)
                .isInstanceOf(Trouble.class)
                .hasMessageContaining(lock.toString());
    }

    @Test
    void only_its_owner_can_read_how_to_reach_it() throws IOException {
        process();
        assertThat(Files.getPosixFilePermissions(KeeperAddress.file(root)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void two_courses_share_no_bench_even_where_one_is_a_copy_of_the_other(@TempDir Path copy)
            throws IOException {
        String first = process();
        TinyCourse other = new TinyCourse(copy);
        TinyCourse.write(KeeperAddress.file(copy), Files.readString(KeeperAddress.file(root)));
        try {
            assertThat(processOf(other, new Properties())).isNotEqualTo(first);
            assertThat(process()).as("the first one's bench").isEqualTo(first);
        } finally {
            KeptBench.stop(copy);
        }
    }

    @Test
    void a_bench_of_an_older_build_is_replaced_and_goes() throws Exception {
        ProcessHandle runner = handle(process());
        ProcessHandle keeper = keeper();
        Files.setLastModifiedTime(root.resolve(".lab/setup/stamp"), FileTime.fromMillis(1));
        assertThat(handle(process())).isNotEqualTo(runner);
        assertEnds(keeper);
        assertEnds(runner);
    }

    @Test
    void other_settings_get_another_bench() {
        String first = process();
        Properties settings = new Properties();
        settings.setProperty("lab.kafka", "localhost:9092");
        assertThat(processOf(course, settings)).isNotEqualTo(first);
    }

    @Test
    void a_bench_that_nobody_asks_for_ends_itself() throws Exception {
        Properties settings = new Properties();
        settings.setProperty(Keeper.IDLE_SECONDS, "1");
        ProcessHandle runner = handle(processOf(course, settings));
        assertEnds(runner);
    }

    @Test
    void a_bench_whose_address_was_deleted_ends_itself() throws Exception {
        ProcessHandle runner = handle(process());
        ProcessHandle keeper = keeper();
        Disk.delete(root.resolve(".lab/bench"));
        assertEnds(keeper);
        assertEnds(runner);
    }

    @Test
    void a_bench_that_was_killed_between_two_runs_is_replaced() throws Exception {
        ProcessHandle runner = handle(process());
        ProcessHandle keeper = keeper();
        keeper.destroyForcibly();
        assertEnds(keeper);
        assertThat(handle(process())).isNotEqualTo(runner);
        assertEnds(runner);
    }

    @Test
    void a_bench_that_is_killed_in_the_middle_of_a_run_costs_no_verdict() {
        AtomicBoolean killed = new AtomicBoolean();
        Workspace two =
                course.workspace(
                        "public class Job {}",
                        "@Test void a_first() {} @Test void b_second() throws Exception {"
                                + " Thread.sleep(500); }");
        try (KeptBench bench = new KeptBench(root, TinyCourse.PHASE, new Properties())) {
            LabVerdict verdict =
                    bench.grade(
                            TinyCourse.lab(AMPLE),
                            two,
                            test -> {
                                if (!killed.getAndSet(true)) {
                                    keeper().destroyForcibly();
                                }
                            });
            assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
            assertThat(verdict.tests()).hasSize(2);
        }
    }

    @Test
    void stopped_in_the_middle_of_a_run_it_says_so() {
        Workspace two =
                course.workspace(
                        "public class Job {}",
                        "@Test void a_first() {} @Test void b_second() { while (true) {} }");
        try (KeptBench bench = new KeptBench(root, TinyCourse.PHASE, new Properties())) {
            assertThatThrownBy(
                            () ->
                                    bench.grade(
                                            TinyCourse.lab(AMPLE),
                                            two,
                                            test -> new Thread(() -> KeptBench.stop(root)).start()))
                    .isInstanceOf(Trouble.class)
                    .hasMessage(
                            "The bench was stopped in the middle of the run. Run the same command"
                                    + " again.");
        }
    }

    @Test
    void code_that_ends_the_jvm_spoils_no_later_run() {
        LabVerdict exit =
                grade(
                        course.workspace(
                                "public class Job {}",
                                "@Test void it_exits() { System.exit(7); }"));
        assertThat(exit.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(exit.reason()).contains("System.exit(7)");
        process();
    }

    @Test
    void a_command_that_goes_away_frees_the_bench_from_an_endless_run() throws Exception {
        process();
        CountDownLatch running = new CountDownLatch(1);
        KeptBench impatient = new KeptBench(root, TinyCourse.PHASE, new Properties());
        Workspace endless =
                course.workspace(
                        "public class Job {}",
                        "@Test void a_first() {} @Test void b_loops() { while (true) {} }");
        CompletableFuture<Void> run =
                CompletableFuture.runAsync(
                        () ->
                                impatient.grade(
                                        TinyCourse.lab(Duration.ofMinutes(10)),
                                        endless,
                                        test -> running.countDown()));
        running.await();
        impatient.close();
        process();
        assertThat(run).isCompletedExceptionally();
    }

    @Test
    void two_commands_at_once_wait_for_each_other() {
        List<CompletableFuture<String>> both =
                List.of(
                        CompletableFuture.supplyAsync(this::process),
                        CompletableFuture.supplyAsync(this::process));
        assertThat(both.get(0).join()).isEqualTo(both.get(1).join());
    }

    @Test
    void signals_of_a_terminal_do_not_reach_it() throws Exception {
        String first = process();
        for (String signal : List.of("INT", "HUP", "TSTP")) {
            for (String process : List.of(first, Long.toString(keeper().pid()))) {
                new ProcessBuilder("kill", "-" + signal, process).start().waitFor();
            }
        }
        assertThat(process()).isEqualTo(first);
    }

    private ProcessHandle keeper() {
        return KeeperAddress.read(root).flatMap(KeeperAddress::process).orElseThrow();
    }

    private String process() {
        return processOf(course, new Properties());
    }

    private String processOf(TinyCourse course, Properties settings) {
        Workspace workspace;
        synchronized (this) {
            workspace = course.workspace("public class Job {}", TELLS_ITS_PROCESS);
        }
        try (KeptBench bench = new KeptBench(course.root(), TinyCourse.PHASE, settings)) {
            LabVerdict verdict =
                    bench.grade(TinyCourse.lab(AMPLE), workspace, BenchListener.SILENT);
            assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PASSED);
            return verdict.output();
        }
    }

    private LabVerdict grade(Workspace workspace) {
        try (KeptBench bench = new KeptBench(root, TinyCourse.PHASE, new Properties())) {
            return bench.grade(TinyCourse.lab(AMPLE), workspace, BenchListener.SILENT);
        }
    }

    private static ProcessHandle handle(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void assertEnds(ProcessHandle process) throws Exception {
        process.onExit().get(30, TimeUnit.SECONDS);
    }
}
