package dev.flinklabs.coach.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code lab} script in a course of empty files, with a java that prints what it was asked for.
 */
class LabScriptTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir private Path temporary;

    private Path root;
    private Path jdk;
    private final Map<String, String> environment = new HashMap<>();

    record Answer(int exitCode, List<String> output, String error) {}

    @BeforeEach
    void writeCourse() throws IOException {
        root = temporary.resolve("Kurs für *Flink");
        Files.createDirectories(root);
        Files.copy(Path.of("../../lab"), root.resolve("lab"));
        jdk = temporary.resolve("jdk 17");
        java("17", jdk);
        executable(jdk.resolve("bin/javac"), "");
        Path jar = temporary.resolve("m2/a b.jar");
        for (Path file :
                List.of(
                        jar,
                        root.resolve("pom.xml"),
                        root.resolve(".mvn/maven.config"),
                        root.resolve("course/pom.xml"),
                        root.resolve("course/coach/pom.xml"),
                        root.resolve("course/coach/src/main/java/A.java"),
                        root.resolve("phase-9-tiny/pom.xml"))) {
            write(file, "");
        }
        Files.createDirectories(root.resolve("course/marketplace/target/classes"));
        write(setup("coach.jar"), "");
        write(setup("coach.classpath"), jar.toString());
        write(
                setup("phase-9-tiny.classpath"),
                jar + ":" + root.resolve("course/marketplace/target/classes"));
        write(setup("java"), jdk + "\n");
        write(setup("stamp"), "");
        try (var files = Files.walk(root)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
        environment.put("JAVA_HOME", jdk.toString());
    }

    @Test
    void the_coach_gets_the_arguments_as_they_are() throws IOException {
        Answer answer = lab("check", "0.1", "two words", "*", "", "\"quoted\"", "$HOME");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.error()).isEmpty();
        assertThat(answer.output())
                .endsWith(
                        "dev.flinklabs.coach.LabCommand",
                        "check",
                        "0.1",
                        "two words",
                        "*",
                        "",
                        "\"quoted\"",
                        "$HOME")
                .contains("-Dlab.root=" + root.toRealPath())
                .contains(
                        root.toRealPath().resolve(".lab/setup/coach.jar")
                                + ":"
                                + temporary.resolve("m2/a b.jar"))
                .noneMatch(line -> line.contains("SetUp"));
    }

    @Test
    void settings_of_the_environment_reach_the_coach_word_by_word() {
        environment.put("LAB_OPTS", "-Dlab.kafka=localhost:9092 -Dlab.glob=*");

        assertThat(lab().output()).contains("-Dlab.kafka=localhost:9092", "-Dlab.glob=*");
    }

    @Test
    void a_locale_that_is_not_utf_8_is_replaced() {
        environment.put("LC_ALL", "C");
        environment.put("LAB_TEST_PRINTS", "LC_ALL");

        assertThat(lab().output()).anyMatch(line -> line.matches("LC_ALL=.*UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "course/coach/src/main/java/A.java",
                "course/coach/src/main/java",
                "course/coach/pom.xml",
                "phase-9-tiny/pom.xml",
                "pom.xml",
                ".mvn/maven.config"
            })
    void what_is_newer_than_the_set_up_asks_for_another_one(String file) throws IOException {
        Files.setLastModifiedTime(root.resolve(file), FileTime.from(LONG_AGO.plusSeconds(1)));

        assertThat(setsUpFirst()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stamp", "coach.jar", "coach.classpath", "phase-9-tiny.classpath"})
    void what_set_up_has_written_and_is_gone_asks_for_another_one(String file) throws IOException {
        Files.delete(setup(file));

        assertThat(setsUpFirst()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"m2/a b.jar", "Kurs für *Flink/course/marketplace/target/classes"})
    void a_class_path_whose_parts_are_gone_asks_for_another_one(String part) throws IOException {
        Files.delete(temporary.resolve(part));

        assertThat(setsUpFirst()).isTrue();
    }

    @Test
    void a_phase_that_nobody_has_used_is_not_set_up() {
        write(root.resolve("phase-10-later/pom.xml"), "");
        assertThat(root.resolve("phase-10-later/pom.xml").toFile().setLastModified(0)).isTrue();

        assertThat(setsUpFirst()).isFalse();
    }

    @Test
    void a_java_is_asked_for_its_version_once() throws IOException {
        Files.delete(setup("java"));

        lab();
        lab();

        assertThat(jdk.resolve("bin/java.asked")).hasContent("asked");
        assertThat(setup("java")).hasContent(jdk.toString());
    }

    @Test
    void a_set_up_that_fails_ends_the_command_with_its_exit_code() throws IOException {
        Files.delete(setup("stamp"));
        environment.put("LAB_TEST_SETUP", "3");

        Answer answer = lab("check");

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.output()).noneMatch(line -> line.contains("LabCommand"));
    }

    @Test
    void no_java_is_told() throws IOException {
        environment.remove("JAVA_HOME");
        Path commands = Files.createDirectories(temporary.resolve("commands"));
        environment.put("PATH", commands.toString());

        Answer answer = lab();

        assertThat(answer.exitCode()).isEqualTo(4);
        assertThat(answer.error())
                .contains("There is no Java on this machine")
                .contains("JDK 17 or newer");
    }

    @Test
    void a_java_home_without_java_is_told() {
        environment.put("JAVA_HOME", temporary.resolve("gone").toString());

        assertThat(lab().error())
                .startsWith(
                        "JAVA_HOME is " + temporary.resolve("gone") + ", but there is no bin/java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8", "11", "16"})
    void an_old_java_is_told_with_its_version(String version) {
        Path old = temporary.resolve("old");
        java(version, old);
        executable(old.resolve("bin/javac"), "");
        environment.put("JAVA_HOME", old.toString());

        Answer answer = lab();

        assertThat(answer.exitCode()).isEqualTo(4);
        assertThat(answer.error())
                .contains("It is Java " + version + "; the course needs 17 or newer.");
    }

    @Test
    void a_jre_is_told_as_such() {
        Path jre = temporary.resolve("jre");
        java("17", jre);
        environment.put("JAVA_HOME", jre.toString());

        Answer answer = lab();

        assertThat(answer.exitCode()).isEqualTo(4);
        assertThat(answer.error()).contains("It is a JRE").contains("javac");
    }

    private boolean setsUpFirst() {
        String setUp = "course/coach/src/main/java/dev/flinklabs/coach/setup/SetUp.java";
        return lab().output().contains(root + "/" + setUp);
    }

    private Answer lab(String... arguments) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", root.resolve("lab").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        try {
            Process lab = builder.start();
            String output = new String(lab.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String error = new String(lab.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(lab.waitFor(), output.lines().toList(), error);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void java(String version, Path home) {
        executable(
                home.resolve("bin/java"),
                """
                #!/bin/sh
                if [ "$1" = -XshowSettings:properties ]; then
                  echo asked >> "$0.asked"
                  echo "Picked up JAVA_TOOL_OPTIONS: -Dx" >&2
                  echo "    java.home = %s" >&2
                  echo "    java.specification.version = %s" >&2
                  exit 0
                fi
                for argument do
                  echo "$argument"
                done
                [ -z "${LAB_TEST_PRINTS:-}" ] || echo "$LAB_TEST_PRINTS=$(eval echo \\"\\$$LAB_TEST_PRINTS\\")"
                case "$*" in *SetUp.java*) exit ${LAB_TEST_SETUP:-0} ;; esac
                """
                        .formatted(home, version));
    }

    private Path setup(String file) {
        return root.resolve(".lab/setup").resolve(file);
    }

    private static void executable(Path file, String text) {
        write(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
