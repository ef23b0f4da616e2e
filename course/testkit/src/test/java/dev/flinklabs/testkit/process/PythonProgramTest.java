package dev.flinklabs.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class PythonProgramTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path temporary;

    private PythonProgram program;

    @AfterEach
    void end() {
        if (program != null) {
            program.close();
        }
    }

    @Test
    void each_question_is_a_line_and_so_is_each_answer() throws IOException {
        start(
                "while read line; do echo \"{\\\"asked\\\": $line, \\\"by\\\": \\\"$COLOUR\\\"}\"; done");

        assertThat(program.ask(Map.of("n", 1), PATIENCE))
                .hasToString("{\"asked\":{\"n\":1},\"by\":\"grün\"}");
        assertThat(program.ask(Map.of("n", 2), PATIENCE).at("/asked/n").asInt()).isEqualTo(2);
    }

    @Test
    void a_program_that_ends_is_told_with_what_it_said_last() throws IOException {
        start("read line; echo 'ValueError: no such thing' >&2; exit 1");

        assertThatThrownBy(() -> program.ask(Map.of(), PATIENCE))
                .isInstanceOf(ProcessFailure.class)
                .hasMessageContaining("The snake has ended.")
                .hasMessageContaining("ValueError: no such thing");
    }

    @Test
    void a_program_that_does_not_answer_is_ended() throws IOException {
        start("cat >/dev/null");

        assertThatThrownBy(() -> program.ask(Map.of(), Duration.ofMillis(200)))
                .isInstanceOf(ProcessFailure.class)
                .hasMessageContaining("did not answer");
        assertThat(program.isAlive()).isFalse();
    }

    private void start(String script) throws IOException {
        Path environment = temporary.resolve("Umgebung für Python");
        Path python = Files.createDirectories(environment.resolve("bin")).resolve("python");
        Files.writeString(python, "#!/bin/sh\n" + script + "\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();
        program =
                PythonProgram.start(
                        "The snake",
                        environment,
                        Map.of("COLOUR", "grün"),
                        temporary.resolve("work"),
                        List.of());
    }
}
