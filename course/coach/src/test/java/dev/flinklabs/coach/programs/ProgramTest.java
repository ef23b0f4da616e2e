package dev.flinklabs.coach.programs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

class ProgramTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void what_a_program_prints_is_given_byte_for_byte() throws IOException {
        Files.writeString(directory.resolve("here"), "");
        assertThat(Program.output(directory, LONG, "sh", "-c", "ls; printf '\\377'; echo no >&2"))
                .hasValueSatisfying(
                        bytes ->
                                assertThat(bytes)
                                        .containsExactly('h', 'e', 'r', 'e', '\n', (byte) 0xFF));
    }

    @Test
    void a_program_that_is_not_there_or_fails_gives_nothing() {
        assertThat(Program.output(directory, LONG, "no-such-program")).isEmpty();
        assertThat(Program.output(directory, LONG, "sh", "-c", "echo half; exit 3")).isEmpty();
    }

    @Test
    void a_log_gets_what_a_program_prints_and_what_it_complains_of() throws IOException {
        Path log = directory.resolve("logs").resolve("program.log");
        assertThat(Program.endsWell(directory, LONG, log, "sh", "-c", "echo before")).isTrue();
        assertThat(Program.endsWell(directory, LONG, log, "sh", "-c", "echo a; echo b >&2; exit 3"))
                .isFalse();
        assertThat(Files.readString(log)).isEqualTo("a\nb\n");
    }

    @Test
    void a_program_gets_no_input() {
        assertThat(Program.output(directory, LONG, "cat")).hasValue(new byte[0]);
    }

    @Test
    void a_program_that_hangs_is_ended_with_all_that_it_started() throws Exception {
        Path pid = directory.resolve("pid");
        String script = "sleep 600 & echo $! > pid.new; mv pid.new pid; wait";
        assertThat(Program.output(directory, Duration.ofSeconds(1), "sh", "-c", script)).isEmpty();
        Optional<ProcessHandle> sleeper =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        if (sleeper.isPresent()) {
            sleeper.get().onExit().get(20, TimeUnit.SECONDS);
        }
    }
}
