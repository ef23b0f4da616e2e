package dev.flinklabs.testkit.needs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class NeedsTest {

    @TempDir private Path root;

    private Needs needs;

    @BeforeEach
    void a_course() throws IOException {
        write(
                "course/needs.properties",
                """
                kafka =
                snake = Snake is not here: ./lab setup snake
                snake.environment = Umgebung für Snake
                snake.lock = snake.txt
                shell = There is no shell.
                shell.command = sh -c true
                tool = There is no tool.
                tool.command = no-such-tool-anywhere
                broken = The tool is broken.
                broken.command = sh -c false
                """);
        write("snake.txt", "a==1\n");
        needs = new Needs(root);
    }

    @Test
    void what_is_always_there_or_ends_well_is_there() {
        assertThatCode(
                        () -> {
                            needs.demand("kafka");
                            needs.demand("shell");
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void a_command_that_is_not_there_or_ends_badly_is_a_need_that_is_absent() {
        assertThatThrownBy(() -> needs.demand("tool"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("There is no tool.");
        assertThatThrownBy(() -> needs.demand("broken")).hasMessage("The tool is broken.");
    }

    @Test
    void an_environment_is_there_when_it_was_made_from_todays_lock() throws IOException {
        assertAbsent();
        Path python = write("Umgebung für Snake/bin/python", "");
        assertThat(python.toFile().setExecutable(true)).isTrue();
        assertAbsent();
        write("Umgebung für Snake/lock.txt", "a==0\n");
        assertAbsent();

        write("Umgebung für Snake/lock.txt", "a==1\n");

        assertThat(needs.environment("snake")).isEqualTo(root.resolve("Umgebung für Snake"));
    }

    @Test
    void the_course_is_found_from_a_modules_directory() {
        assertThatCode(() -> Needs.ofTheCourse().demand("processes")).doesNotThrowAnyException();
    }

    private void assertAbsent() {
        assertThatThrownBy(() -> needs.environment("snake"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Snake is not here: ./lab setup snake");
    }

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
