package dev.flinklabs.coach.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

class ConditionsTest {

    @TempDir Path root;

    private final Properties settings = new Properties();
    private final Map<String, String> environment = new HashMap<>();
    private String before;

    @BeforeEach
    void some_conditions() {
        settings.setProperty("java.home", "/jdk-17");
        environment.put("TZ", "UTC");
        before = now();
    }

    @Test
    void a_window_a_directory_or_a_terminal_changes_nothing() {
        environment.put("WINDOWID", "7");
        environment.put("PWD", "/elsewhere");
        environment.put("TERM", "dumb");
        settings.setProperty("user.dir", "/elsewhere");
        assertThat(now()).isEqualTo(before);
    }

    @Test
    void another_build_of_the_course_counts() throws IOException {
        TinyCourse.write(root.resolve(".lab/setup/stamp"), "");
        String first = now();
        assertThat(first).isNotEqualTo(before);
        Files.setLastModifiedTime(root.resolve(".lab/setup/stamp"), FileTime.fromMillis(1));
        assertThat(now()).isNotEqualTo(first);
    }

    @Test
    void another_jdk_counts() {
        settings.setProperty("java.home", "/jdk-25");
        assertThat(now()).isNotEqualTo(before);
    }

    @Test
    void a_setting_of_the_course_counts() {
        settings.setProperty("lab.kafka", "testcontainers");
        assertThat(now()).isNotEqualTo(before);
    }

    @Test
    void a_variable_that_programs_read_counts() {
        environment.put("TZ", "Asia/Kolkata");
        assertThat(now()).isNotEqualTo(before);
    }

    private String now() {
        return Conditions.of(root, settings, environment);
    }
}
