package dev.flinklabs.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

    @Test
    void each_line_is_a_host() {
        assertThat(Workers.parse("localhost\nlocalhost")).containsExactly("localhost", "localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost localhost", "localhost:8081", "Localhost", "10.0.0.1"})
    void a_line_that_is_not_this_machine_is_refused_as_it_stands(String line) {
        assertThatThrownBy(() -> Workers.parse(line))
                .hasMessageStartingWith("The file workers has a line '" + line + "'.");
    }

    @Test
    void blank_lines_and_comments_are_none() {
        assertThat(Workers.parse("# here\r\n\r\n  localhost # twice\r\nlocalhost#\r\n \t\r\n"))
                .containsExactly("localhost", "localhost");
    }

    @Test
    void more_than_a_machine_bears_are_refused() {
        assertThatThrownBy(() -> Workers.parse("localhost\n".repeat(9)))
                .hasMessageStartingWith("The file workers has 9 hosts.");
    }
}
