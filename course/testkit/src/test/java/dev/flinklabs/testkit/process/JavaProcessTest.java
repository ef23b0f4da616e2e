package dev.flinklabs.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class JavaProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern CHILD = Pattern.compile("child (\\d+)\\.");

    @TempDir private Path directory;

    @Test
    void its_log_has_what_it_prints_and_its_exit_code_is_its_own() {
        try (JavaProcess process =
                command(Programs.Echo.class)
                        .arguments(List.of("Åland", "two words"))
                        .start(directory)) {
            assertThat(process.awaitExit(PATIENCE)).hasValue(3);

            assertThat(process.log().text()).contains("said [Åland, two words]");
        }
    }

    @Test
    void it_runs_in_the_neutral_locale_and_in_the_time_zone_of_this_jvm() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        Locale.setDefault(new Locale("tr", "TR"));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        try (JavaProcess process = command(Programs.Echo.class).start(directory)) {
            process.awaitExit(PATIENCE);

            assertThat(process.log().text()).contains("locale ''", "zone Asia/Kolkata");
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void one_that_is_asked_to_end_ends_in_order() {
        try (JavaProcess process = command(Programs.Waiter.class).start(directory)) {
            await(() -> process.log().text().contains("waits"));

            process.terminate();

            assertThat(process.awaitExit(PATIENCE)).isPresent();
            assertThat(process.log().text()).contains("good-bye");
        }
    }

    @Test
    void one_that_is_killed_says_nothing_more_and_takes_its_children_along() {
        try (JavaProcess process = parent()) {
            long child = childOf(process);

            process.kill();

            assertThat(process.isAlive()).isFalse();
            assertThat(ProcessHandle.of(child)).isEmpty();
            assertThat(directory.resolve("child/log")).content().doesNotContain("good-bye");
        }
    }

    @Test
    void one_whose_parent_is_killed_ends_too() {
        try (JavaProcess process = parent()) {
            long child = childOf(process);

            ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();

            await(() -> ProcessHandle.of(child).isEmpty());
        }
    }

    @Test
    void the_exception_that_ended_it_can_be_read_from_its_log() {
        try (JavaProcess process = command(Programs.Failing.class).start(directory)) {
            assertThat(process.awaitExit(PATIENCE)).hasValue(1);

            assertThat(process.log().lastException().orElseThrow())
                    .hasToString("java.lang.IllegalStateException: no shelf is free")
                    .cause()
                    .hasToString("java.lang.RuntimeException: shelf 7");
            assertThat(new ProcessFailure("It ended.", process, List.of(process)))
                    .hasMessageStartingWith("It ended.\nRuntimeException: shelf 7")
                    .cause()
                    .hasMessageContaining("IllegalStateException: no shelf is free");
        }
    }

    private JavaProcess parent() {
        return command(Programs.Parent.class)
                .arguments(List.of(directory.resolve("child").toString()))
                .start(directory);
    }

    private static long childOf(JavaProcess process) {
        await(() -> process.log().find(CHILD).isPresent());
        return Long.parseLong(process.log().find(CHILD).orElseThrow().group(1));
    }

    static JavaCommand command(Class<?> program) {
        return new JavaCommand(
                program.getSimpleName(),
                program.getName(),
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .toList());
    }

    static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).until(condition);
    }
}
