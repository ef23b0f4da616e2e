package dev.flinklabs.testkit.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class CommandLineToolTest {

    @TempDir private Path directory;

    @Test
    void a_run_gives_all_that_was_printed_and_the_exit_code() throws Exception {
        CommandLineTool.Run run =
                new CommandLineTool("sh").run(directory, "-c", "echo größer; pwd >&2; exit 3");

        assertThat(run.text()).isEqualTo("größer\n" + directory.toRealPath() + "\n");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.endedWell()).isFalse();
        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_tool_that_no_page_may_need_is_none() {
        assertThatThrownBy(() -> CommandLineTool.of("no-such-tool-anywhere"))
                .hasMessageContaining("course/needs.properties has no 'no-such-tool-anywhere'");
    }
}
