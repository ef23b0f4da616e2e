package dev.flinklabs.coach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class SetupCommandTest {

    private static final String NEEDS =
            """
            kafka =
            snake = This lab runs in Snake. Set it up: ./lab setup snake
            snake.get = ./lab setup snake
            snake.environment = .lab/python/snake
            snake.lock = course/python/snake.txt
            snake.title = Snake
            snake.python = 99 99
            snake.download = 10
            snake.disk = 20
            tool = This lab is judged by a tool, and there is none. Install it.
            tool.get = apt install tool
            tool.command = no-such-tool-anywhere --version
            shell = There is no shell.
            shell.get = apt install shell
            shell.command = sh -c true
            """;

    @TempDir Path directory;

    private CommandLineUser user;

    @BeforeEach
    void a_course_whose_labs_need_something() {
        SmallCourse course = SmallCourse.in(directory);
        course.write("course/needs.properties", NEEDS);
        course.write("course/python/snake.txt", "a==1\n");
        needs(course, "0.1", "read-orders", "[snake, tool]");
        needs(course, "0.2", "count-orders", "[kafka, shell]");
        user = new CommandLineUser(directory);
    }

    @Test
    void without_a_name_it_shows_what_there_is_and_installs_nothing() {
        assertThat(user.lab("setup")).isZero();
        assertThat(user.out())
                .contains(
                        "○ phases    the Java libraries of every phase\n",
                        "○ snake     Snake on Python 3.99 to 3.99; 10 MB to download, 20 MB of disk; labs 0.1\n",
                        "./lab setup all");
        assertThat(directory.resolve(".lab/python")).doesNotExist();
    }

    @Test
    void what_cannot_be_installed_is_told_in_a_sentence() {
        assertThat(user.lab("setup", "snake")).isEqualTo(4);
        assertThat(user.err()).startsWith("Snake runs on Python 3.99 to 3.99, and here is ");
    }

    @Test
    void another_name_is_no_thing_to_set_up() {
        assertThat(user.lab("setup", "snaek")).isEqualTo(2);
        assertThat(user.err())
                .isEqualTo(
                        "There is nothing 'snaek' to set up. Nearest: snake. ./lab setup shows what there is.\n");
    }

    @Test
    void the_map_names_what_provides_a_need_that_is_absent() {
        assertThat(user.lab()).isZero();
        assertThat(user.out())
                .contains(
                        "0.1   Read orders       20 min   needs first: ./lab setup snake, apt install tool\n")
                .contains("0.2   Count orders      20 min\n");
    }

    @Test
    void a_lab_whose_need_is_absent_is_not_run_and_says_why() {
        assertThat(user.lab("check", "0.1")).isEqualTo(4);
        assertThat(user.out())
                .contains("not run\n\n  This lab runs in Snake. Set it up: ./lab setup snake");
        assertThat(user.benchLog()).isEmpty();
    }

    @Test
    void a_lab_whose_needs_are_there_is_run() {
        assertThat(user.lab("check", "0.2")).isEqualTo(1);
        assertThat(user.benchLog()).isNotEmpty();
    }

    @Test
    void a_course_without_the_list_of_needs_is_broken() {
        directory.resolve("course/needs.properties").toFile().delete();

        assertThat(user.lab("setup")).isEqualTo(3);
        assertThat(user.err()).endsWith("needs.properties is missing. Get it back with git.\n");
    }

    private static void needs(SmallCourse course, String id, String slug, String needs) {
        String page = SmallCourse.page(id, slug);
        course.write(page, course.read(page).replace("needs: []", "needs: " + needs));
    }
}
