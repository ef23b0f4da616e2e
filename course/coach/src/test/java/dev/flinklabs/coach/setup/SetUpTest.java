package dev.flinklabs.coach.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

class SetUpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MAVEN_URL =
            "https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/3.9.16/apache-maven-3.9.16-bin.zip";
    private static final String DO_ALL_WORK =
            """
            echo x > .lab/setup/coach.classpath
            echo x > .lab/setup/phase-9-tiny.classpath
            mkdir -p course/coach/target/classes
            echo a > course/coach/target/classes/A.class
            """;

    @TempDir private Path temporary;

    private Path root;
    private Map<String, String> environment;
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @BeforeEach
    void writeCourse() throws IOException {
        root = temporary.resolve("Kurs für Flink");
        write("pom.xml", "");
        write("phase-9-tiny/pom.xml", "");
        write("phase-8-without-pom/README.md", "");
        write("course/coach/pom.xml", "");
        write(".mvn/wrapper/maven-wrapper.properties", "distributionUrl=" + MAVEN_URL + "\n");
        write(
                "course/coach/src/main/resources/dev/flinklabs/coach/setup/downloads.properties",
                "phase-7-later=50\nphase-9-tiny=200\nmaven=9\n");
        environment = new HashMap<>(System.getenv());
        environment.put("MAVEN_USER_HOME", temporary.resolve("m2").toString());
        environment.remove("MVNW_REPOURL");
    }

    @Test
    void first_use_says_how_much_it_downloads_and_how_far_it_is() {
        maven(
                """
                echo "$*" > arguments
                echo "[INFO] Downloaded from central: https://repo/a/b-1.jar (41 MB at 3.4 MB/s)"
                echo "[INFO] Downloaded from central: https://repo/a/c-1.pom (900 kB at 3.4 MB/s)"
                echo "[INFO] Downloaded from central: https://repo/a/d-1.jar (21.1 MB at 3.4 MB/s)"
                """
                        + DO_ALL_WORK);

        assertThat(run()).isZero();

        assertThat(said())
                .containsSubsequence(
                        "Setting up the course.\n",
                        "This downloads up to 209 MB into " + temporary.resolve("m2"),
                        "  50 of 209 MB\n",
                        "  72 of 209 MB\n",
                        "Set up in ",
                        " s, 72 MB downloaded.\n");
        assertThat(root.resolve(".lab/setup/stamp")).exists();
        assertThat(root.resolve(".lab/setup/maven.log"))
                .content()
                .contains("b-1.jar")
                .contains("d-1.jar");
        assertThat(root.resolve("arguments"))
                .content()
                .contains("-Psetup")
                .contains("-pl phase-9-tiny,course/coach -am process-classes")
                .doesNotContain("-o ");
    }

    @Test
    void of_several_phases_the_first_one_is_set_up() throws IOException {
        write("phase-99-later/pom.xml", "");
        maven("echo \"$*\" >> arguments\n" + DO_ALL_WORK);

        assertThat(run()).isZero();

        assertThat(root.resolve("arguments"))
                .content()
                .contains("-pl phase-9-tiny,course/coach ")
                .doesNotContain("later");
    }

    @Test
    void a_phase_that_is_wanted_comes_to_those_that_are_there() throws IOException {
        installMaven();
        maven(DO_ALL_WORK);
        assertThat(run()).isZero();
        write("phase-7-later/pom.xml", "");
        maven(
                """
                echo "$*" > arguments
                case "$*" in *" -o "*)
                  echo "[ERROR] a:b:jar:1 has not been downloaded from it before."
                  exit 1
                esac
                echo x > .lab/setup/phase-7-later.classpath
                """
                        + DO_ALL_WORK);

        SetUp later = new SetUp(root, environment, screen(), false, List.of("phase-7-later"));

        assertThat(later.run()).isZero();
        assertThat(said())
                .contains("Setting up phase-7-later.\n", "This downloads up to 50 MB into ");
        assertThat(root.resolve("arguments"))
                .content()
                .contains("-pl phase-7-later,phase-9-tiny,course/coach ");
    }

    @Test
    void on_a_terminal_progress_is_one_line_which_is_erased() {
        maven(
                "echo '[INFO] Downloaded from central: https://repo/a/b-1.jar (41 MB at 3.4"
                        + " MB/s)'\n"
                        + DO_ALL_WORK);

        assertThat(new SetUp(root, environment, screen(), true, List.of()).run()).isZero();

        assertThat(said()).contains("\r\033[K  50 of 209 MB  b-1.jar\r\033[KSet up in ");
    }

    @Test
    void what_is_there_already_is_found_offline_and_nothing_is_announced() throws IOException {
        installMaven();
        maven("echo \"$*\" >> arguments\n" + DO_ALL_WORK);

        assertThat(run()).isZero();
        assertThat(run()).isZero();

        assertThat(said())
                .doesNotContain("downloads")
                .contains("nothing had to be downloaded")
                .contains("The set-up of the course is out of date");
        assertThat(Files.readAllLines(root.resolve("arguments")))
                .hasSize(2)
                .allMatch(line -> line.contains(" -o "));
    }

    @Test
    void what_is_missing_offline_is_downloaded() throws IOException {
        installMaven();
        maven(
                """
                case "$*" in *" -o "*)
                  echo "[ERROR] Cannot access central (https://repo) in offline mode and the artifact a:b:jar:1 has not been downloaded from it before."
                  exit 1
                esac
                """
                        + DO_ALL_WORK);

        assertThat(run()).isZero();

        assertThat(said()).contains("This downloads up to 200 MB");
    }

    @Test
    void a_course_that_does_not_compile_is_broken_and_is_not_tried_again_online()
            throws IOException {
        installMaven();
        maven(
                """
                echo run >> runs
                echo "[ERROR] COMPILATION ERROR :"
                echo "[ERROR] $PWD/course/coach/src/main/java/A.java:[43,20] incompatible types: boolean cannot be converted to int"
                exit 1
                """);

        assertThat(run()).isEqualTo(3);

        assertThat(said())
                .contains(
                        "The course itself does not compile: course/coach/src/main/java/A.java:43:"
                                + " incompatible types");
        assertThat(Files.readAllLines(root.resolve("runs"))).hasSize(1);
        assertThat(root.resolve(".lab/setup/stamp")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Could not transfer artifact a:b:pom:1 from/to central (https://repo.maven.apache.org/maven2): repo.maven.apache.org: Name or service not known | from repo.maven.apache.org (Name or service not known)
                    Could not transfer artifact a:b:pom:1 from/to m (http://localhost:1/maven2): Connect to localhost:1 [localhost/127.0.0.1] failed: Connection refused | from localhost (Connection refused)
                    Could not transfer artifact a:b:pom:1 from/to m (https://a.b/maven2): status code: 407, reason phrase: Proxy Authentication Required (407) | from a.b (status code: 407)
                    wget: Failed to fetch https://repo.maven.apache.org/maven2/apache-maven-3.9.16-bin.zip | from repo.maven.apache.org (wget: Failed to fetch)
                    java.net.UnknownHostException: repo.maven.apache.org | (UnknownHostException)
                    Could not transfer artifact a:b:jar:1 from/to central (https://a.b): /root/.m2/b.jar.tmp: No space left on device | The disk is full
                    Error: Failed to validate Maven distribution SHA-256, your Maven distribution might be compromised. | its checksum is wrong
                    The goal you specified requires a project | Maven says: The goal you specified requires a project
                    """)
    void why_maven_failed_is_told_in_a_sentence(String line, String sentence) {
        maven("echo '[INFO] Scanning'\necho '[ERROR] " + line + "'\nexit 1\n");

        assertThat(run()).isEqualTo(4);

        assertThat(said()).contains(sentence).doesNotContain("\tat ");
        assertThat(root.resolve(".lab/setup/stamp")).doesNotExist();
    }

    @Test
    void a_maven_that_writes_no_class_path_has_not_set_up_the_course() {
        maven("true\n");

        assertThat(run()).isEqualTo(3);

        assertThat(said()).contains("phase-9-tiny.classpath");
        assertThat(root.resolve(".lab/setup/stamp")).doesNotExist();
    }

    @Test
    void a_maven_that_compiles_no_coach_has_not_set_up_the_course() {
        maven(DO_ALL_WORK + "rm -r course/coach/target/classes\n");

        assertThat(run()).isEqualTo(3);

        assertThat(said()).contains("did not compile the coach");
        assertThat(root.resolve(".lab/setup/stamp")).doesNotExist();
    }

    @Test
    void the_coach_is_packed_and_what_hinders_an_archive_hinders_nothing_else() throws Exception {
        maven(DO_ALL_WORK);

        assertThat(run()).isZero();

        try (JarFile jar = new JarFile(root.resolve(".lab/setup/coach.jar").toFile())) {
            assertThat(jar.stream().map(JarEntry::getName)).contains("A.class");
        }
        assertThat(root.resolve(".lab/setup")).isDirectoryNotContaining("glob:**coach.jsa*");
    }

    @Test
    void a_file_in_the_place_of_a_directory_is_told() throws IOException {
        write(".lab", "");

        assertThat(run()).isEqualTo(4);

        assertThat(said())
                .contains(root.resolve(".lab") + " is a file, and a directory is needed there.");
    }

    @Test
    void where_there_is_no_unzip_the_jdk_unpacks_maven() throws Exception {
        Path commands = Files.createDirectories(temporary.resolve("commands"));
        for (String command : List.of("sh", "chmod", "mkdir")) {
            Path own = commands.resolve(command);
            Files.writeString(own, "#!/bin/sh\nexec /bin/" + command + " \"$@\"\n");
            assertThat(own.toFile().setExecutable(true)).isTrue();
        }
        write("archive/tool-1/bin/mvn", "");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jar").toString(),
                        "cMf",
                        "tool.zip",
                        "-C",
                        "archive",
                        ".")
                .directory(root.toFile())
                .inheritIO()
                .start()
                .waitFor();
        Path target = Files.createDirectories(temporary.resolve("un packed"));
        environment.put("PATH", commands.toString());
        maven("unzip -q \"$PWD/tool.zip\" -d '" + target + "'\n" + DO_ALL_WORK);

        assertThat(run()).as(said()).isZero();

        assertThat(target.resolve("tool-1/bin/mvn")).isExecutable();
    }

    @Test
    void a_second_one_waits_for_the_first_and_has_nothing_left_to_do() throws Exception {
        Path go = root.resolve("go");
        new ProcessBuilder("mkfifo", go.toString()).inheritIO().start().waitFor();
        maven("echo run >> runs; read line < go\n" + DO_ALL_WORK);
        Process first = start();
        assertThat(first.errorReader().readLine()).isEqualTo("Setting up the course.");
        Process second = start();
        assertThat(second.errorReader().readLine())
                .isEqualTo(
                        "Process %s is setting up the course. Waiting for it."
                                .formatted(first.pid()));

        Files.writeString(go, "go\n");

        assertThat(first.onExit()).succeedsWithin(PATIENCE);
        assertThat(second.onExit()).succeedsWithin(PATIENCE);
        assertThat(List.of(first.exitValue(), second.exitValue())).containsOnly(0);
        assertThat(second.errorReader().lines()).isEmpty();
        assertThat(Files.readAllLines(root.resolve("runs"))).hasSize(1);
    }

    @Test
    void interrupted_it_ends_maven_and_leaves_no_stamp() throws Exception {
        maven(
                """
                echo $$ > pid
                echo '[INFO] Downloaded from central: https://repo/a/b-1.jar (41 MB at 3.4 MB/s)'
                exec sleep 600
                """);
        Process setUp = start();
        BufferedReader output = setUp.errorReader();
        assertThat(output.lines().anyMatch("  50 of 209 MB"::equals)).isTrue();
        long pid = Long.parseLong(Files.readString(root.resolve("pid")).strip());
        ProcessHandle maven = ProcessHandle.of(pid).orElseThrow();

        setUp.toHandle().destroy();

        assertThat(maven.onExit()).succeedsWithin(PATIENCE);
        assertThat(output.lines().anyMatch(line -> line.startsWith("Set-up was interrupted.")))
                .isTrue();
        assertThat(root.resolve(".lab/setup/stamp")).doesNotExist();
    }

    private int run() {
        return new SetUp(root, environment, screen(), false, List.of()).run();
    }

    private PrintStream screen() {
        return new PrintStream(screen, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return screen.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private Process start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "classes").toAbsolutePath().toString(),
                        SetUp.class.getName(),
                        root.toString());
        builder.environment().put("MAVEN_USER_HOME", environment.get("MAVEN_USER_HOME"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    private void maven(String script) {
        write("mvnw", script);
    }

    private void installMaven() throws IOException {
        Files.createDirectories(
                temporary
                        .resolve("m2/wrapper/dists/apache-maven-3.9.16")
                        .resolve(Integer.toHexString(MAVEN_URL.hashCode())));
    }

    private void write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
