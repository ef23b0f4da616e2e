package dev.flinklabs.testkit.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.testkit.failure.JobFailure;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.Map;

class ClusterConfigurationTest {

    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a:\\n\\tb: 1                          | Do not use \\t(TAB) for indentation
                    taskmanager                           | The text is not a set of keys
                    a:                                    | The key a has no value, in line 1: nothing stands behind
                    t:\\n  b:\\nc: 2                     | The key b has no value, in line 2
                    b: 1                                  | need to be configured explicitly
                    taskmanager.memory.process.size: 300m | exceed configured Total Process Memory
                    taskmanager.memory.process.size: ten  | Could not parse value 'ten' for key 'taskmanager.memory.process.size'
                    """)
    void what_flink_refuses_is_told_in_a_sentence(String yaml, String sentence) {
        String text =
                (yaml.strip() + "\n").translateEscapes()
                        + (yaml.contains(":") ? "jobmanager.memory.process.size: 1g\n" : "");

        assertThatThrownBy(() -> new ClusterConfiguration(directory, text, Map.of()))
                .isInstanceOf(JobFailure.class)
                .hasMessageStartingWith("Flink refuses config.yaml, and no process is started.\n")
                .hasMessageContaining(sentence);
    }
}
