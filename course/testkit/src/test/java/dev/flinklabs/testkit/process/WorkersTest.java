package dev.flinklabs.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void each_line_is_a_host() {
        assertThat(Workers.parse("localhost\n127.0.0.1\nlocalhost"))
                .containsExactly("localhost", "127.0.0.1", "localhost");
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
