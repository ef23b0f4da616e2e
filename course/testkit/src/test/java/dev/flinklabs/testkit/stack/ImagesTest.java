package dev.flinklabs.testkit.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The stack in containers is of the same versions as the one in the JVM. */
class ImagesTest {

    private static final Path DOCKER = Path.of("..", "..", "docker");

    @Test
    void kafka_has_the_version_of_the_clients() throws IOException {
        assertThat(versions("compose.yaml", "apache/kafka:(\\S+)"))
                .containsOnly(AppInfoParser.getVersion());
    }

    @Test
    void flink_has_the_version_that_labs_are_compiled_against() throws IOException {
        assertThat(versions("compose.yaml", "flink-labs/flink:(\\S+)"))
                .containsOnly(EnvironmentInformation.getVersion());
        assertThat(versions("flink/Dockerfile", "FROM flink:(\\S+)-java17"))
                .containsOnly(EnvironmentInformation.getVersion());
    }

    private static Iterable<String> versions(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(DOCKER.resolve(file)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
