package dev.flinklabs.coach.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.trouble.Trouble;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class InstallationTest {

    /** Makes an environment in which it lies itself, and then plays pip. */
    private static final String FAKE_PYTHON =
            """
            #!/bin/sh
            echo "$*" >>'%1$s/calls'
            case "$*" in
            *"-m venv "*)
              %2$s
              mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
            *"-m pip "*)
              %3$s
              echo whole >>"${0%%/bin/python}/packages" ;;
            esac
            """;

    @TempDir private Path temporary;

    private Path root;
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @BeforeEach
    void writeLock() {
        root = temporary.resolve("Kurs für Flink");
        Disk.replace(root.resolve("lock.txt"), "a==1 \\\n  --hash=sha256:0\nb==2\n");
    }

    @Test
    void what_it_downloads_is_said_before_and_how_far_it_is() {
        python("", "echo 'Collecting a==1 (from -r x)'; echo 'Collecting b==2'");

        install();

        assertThat(environment().isWhole()).isTrue();
        assertThat(said())
                .startsWith(
                        "Setting up Airflow with Python 3.12.1. This downloads about 90 MB and takes 400 MB in "
                                + environment().directory())
                .containsSubsequence("  1 of 2 packages\n", "  2 of 2 packages\n", "is set up, in ")
                .doesNotContain("\r");
    }

    @Test
    void a_second_installation_asks_nobody() {
        python("", "");
        install();
        Disk.delete(root.resolve("calls"));

        install();

        assertThat(root.resolve("calls")).doesNotExist();
        assertThat(said()).endsWith("Airflow is set up.\n");
    }

    @Test
    void what_a_killed_installation_has_left_is_thrown_away() {
        python("", "echo half >>\"${0%/bin/python}/packages\"; exit 137");
        assertThatThrownBy(this::install).isInstanceOf(Trouble.class);
        assertThat(environment().isWhole()).isFalse();
        python("", "");

        install();

        assertThat(environment().isWhole()).isTrue();
        assertThat(environment().directory().resolve("packages")).hasContent("whole");
    }

    @Test
    void another_lock_makes_it_anew() {
        python("", "");
        install();
        Disk.replace(root.resolve("lock.txt"), "a==2\n");
        assertThat(environment().isWhole()).isFalse();

        install();

        assertThat(environment().isWhole()).isTrue();
        assertThat(said()).contains("Python 3.12.1, because its lock has changed.");
    }

    @Test
    void an_environment_whose_python_is_gone_is_not_whole() {
        python("", "");
        install();

        Disk.delete(environment().python());

        assertThat(environment().isWhole()).isFalse();
    }

    @Test
    void a_machine_without_a_python_and_one_with_another_are_told_apart() {
        assertThat(trouble(pythons(Map.of())))
                .startsWith("Airflow runs on Python 3.11 to 3.13, and here is none. Install one of")
                .endsWith("then run ./lab setup airflow again.");
        assertThat(trouble(pythons(Map.of("python3", "Python 3.9.2", "python", "Python 3.9.2"))))
                .contains("and here is only 3.9.2. Install");
        assertThat(environment().directory()).doesNotExist();
    }

    @Test
    void the_python_that_is_called_python3_comes_first_and_must_fit() {
        Pythons pythons =
                pythons(Map.of("python3", "Python 3.14.0", "python3.12", "Python 3.12.1"));

        assertThat(pythons.between(11, 13)).map(Pythons.Python::command).hasValue("python3.12");
        assertThat(pythons.versions()).containsExactly("3.14.0", "3.12.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    The virtual environment was not created successfully because ensurepip is not available. | without its module venv
                    /usr/bin/python3: No module named venv | apt install python3-venv, or python3.12-venv
                    Error: something else | does not make an environment
                    Error: something else | It says: Error: something else
                    """)
    void an_environment_that_cannot_be_made_is_told(String printed, String told) {
        python("echo '%s'; exit 1".formatted(printed), "");

        assertThat(trouble(fake())).contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    WARNING: Retrying: NewConnectionError: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution | cannot be downloaded (name resolution). Connect to the internet, then run ./lab setup airflow again
                    ERROR: HTTP error 403 while getting x: 403 Client Error: Forbidden for url | cannot be downloaded
                    ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. | arrived damaged
                    ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device | The disk is full. Airflow takes 400 MB.
                    ERROR: No matching distribution found for apache-flink==2.3.0 | There is no apache-flink==2.3.0 for this machine
                    ERROR: Something new | pip says: ERROR: Something new
                    """)
    void why_pip_failed_is_one_sentence(String printed, String told) {
        python("", "echo 'Collecting a==1'; echo '%s'; exit 1".formatted(printed));

        assertThat(trouble(fake())).contains(told);
        assertThat(environment().isWhole()).isFalse();
    }

    private void install() {
        new Installation(environment(), fake(), new PrintStream(screen), false).run();
    }

    private String trouble(Pythons pythons) {
        try {
            new Installation(environment(), pythons, new PrintStream(screen), false).run();
        } catch (Trouble e) {
            assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_RUN);
            return e.getMessage();
        }
        throw new AssertionError("It was installed.");
    }

    private PythonEnvironment environment() {
        return new PythonEnvironment(
                "airflow",
                "Airflow",
                root.resolve(".lab/python/airflow"),
                root.resolve("lock.txt"),
                11,
                13,
                90,
                400);
    }

    private void python(String venv, String pip) {
        Path file = root.resolve("fake-python");
        Disk.replace(file, FAKE_PYTHON.formatted(root, venv, pip));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Pythons fake() {
        return new Pythons(
                List.of(root.resolve("fake-python").toString()),
                command -> Optional.of("Python 3.12.1"));
    }

    private static Pythons pythons(Map<String, String> versions) {
        return new Pythons(command -> Optional.ofNullable(versions.get(command)));
    }

    private String said() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}
