package dev.flinklabs.coach.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.python.PythonEnvironment;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

class ProbesTest {

    private static final long GIGABYTE = 1_000_000_000L;

    @TempDir Path directory;

    private GivenMachine machine;
    private Probes probes;

    @BeforeEach
    void a_machine() {
        machine = new GivenMachine();
        probes = new Probes(directory, machine);
    }

    @Test
    void a_jdk_is_told_by_version_and_vendor() throws IOException {
        machine.jdk("17.0.12", "17", javaHome());
        assertThat(probes.jdk())
                .isEqualTo(Finding.there("JDK", "17.0.12, Acme", "compiles and runs your code"));
    }

    @Test
    void an_old_jdk_and_a_jre_are_lacking() throws IOException {
        machine.jdk("1.8.0_392", "1.8", javaHome());
        assertLacking(probes.jdk(), "1.8.0_392, Acme", "Install a JDK 17 or newer");
        machine.jdk("11.0.2", "11", javaHome());
        assertLacking(probes.jdk(), "11.0.2, Acme", "Install a JDK 17 or newer");
        machine.jdk("21", "21", directory.resolve("jre"));
        assertLacking(probes.jdk(), "21, Acme: a JRE, without javac", "Install a JDK 17");
    }

    @Test
    void memory_is_enough_with_two_gigabytes_of_which_one_is_free() {
        machine.memory = 2 * GIGABYTE;
        machine.availableMemory = OptionalLong.of(GIGABYTE);
        assertThat(probes.memory().health()).isEqualTo(Health.THERE);
        assertThat(probes.memory().found()).isEqualTo("2.0 GB, of which 1.0 GB free");

        machine.availableMemory = OptionalLong.of(GIGABYTE - 1);
        assertLacking(probes.memory(), "of which 1.0 GB free", "End other programs.");

        machine.availableMemory = OptionalLong.empty();
        assertThat(probes.memory().health()).isEqualTo(Health.THERE);

        machine.memory = 2 * GIGABYTE - 1;
        assertLacking(probes.memory(), "2.0 GB", "Use a machine with 2 GB or more");
    }

    @Test
    void disk_is_enough_with_one_gigabyte() {
        machine.disk = GIGABYTE;
        assertThat(probes.disk().health()).isEqualTo(Health.THERE);
        machine.disk = 20_000_000;
        assertLacking(probes.disk(), "0.0 GB free", "Free some space on the disk of " + directory);
        machine.failure = new IOException("stale handle");
        assertLacking(probes.disk(), "cannot be asked: stale handle", "another disk");
    }

    @Test
    void ports_have_to_be_opened() {
        assertThat(probes.ports().health()).isEqualTo(Health.THERE);
        machine.failure = new IOException("Operation not permitted");
        assertLacking(probes.ports(), "cannot be opened: Operation not permitted", "127.0.0.1");
    }

    @Test
    void folders_are_directories_or_can_be_made() throws IOException {
        assertThat(probes.folders().health()).isEqualTo(Health.THERE);
        assertThat(directory).as("looking makes nothing").isEmptyDirectory();
        Files.createDirectory(directory.resolve(".lab"));
        assertThat(probes.folders().health()).isEqualTo(Health.THERE);
        Files.createFile(directory.resolve("target"));
        assertLacking(probes.folders(), "target is a file", "Move " + directory);
    }

    @Test
    void maven_is_the_wrappers() {
        assertLacking(probes.maven(), "no version is named", "Get .mvn/wrapper/maven-wrapper");

        Disk.replace(
                directory.resolve(".mvn/wrapper/maven-wrapper.properties"),
                "distributionUrl=https://x.org/maven2/apache-maven/3.9.16/apache-maven-3.9.16-bin.zip\n");
        machine.variables.put("HOME", directory.toString());
        assertThat(probes.maven().health()).isEqualTo(Health.NOT_NEEDED_NOW);
        assertThat(probes.maven().found()).isEqualTo("3.9.16 is not downloaded");

        Path mvn = Path.of("wrapper/dists/apache-maven-3.9.16/1f2e/bin/mvn");
        Disk.replace(directory.resolve(".m2").resolve(mvn), "");
        assertThat(probes.maven().health()).isEqualTo(Health.THERE);
        machine.variables.put("MAVEN_USER_HOME", directory.resolve("own").toString());
        assertThat(probes.maven().health()).isEqualTo(Health.NOT_NEEDED_NOW);
        Disk.replace(directory.resolve("own").resolve(mvn), "");
        assertThat(probes.maven().found()).isEqualTo("3.9.16, by ./mvnw");
    }

    @Test
    void libraries_are_those_of_the_set_up() {
        assertLacking(probes.libraries(), "not set up", "Run ./lab with a network");

        Path jar = directory.resolve("a.jar");
        Path other = directory.resolve("b.jar");
        Disk.replace(jar, "");
        Disk.replace(
                directory.resolve(".lab/setup/coach.classpath"),
                jar + File.pathSeparator + other + "\n");
        Disk.replace(directory.resolve(".lab/setup/phase-0-x.classpath"), jar + "\n");
        assertLacking(probes.libraries(), "1 of 2 missing", "Run ./lab with a network");
        Disk.replace(other, "");
        assertThat(probes.libraries().found()).isEqualTo("all 2 there");
        assertThat(probes.libraries().health()).isEqualTo(Health.THERE);
    }

    @Test
    void git_is_needed() {
        assertLacking(probes.git(), "not there", "https://git-scm.com");
        machine.programs.put("git --version", "git version 2.39.5");
        assertThat(probes.git().found()).isEqualTo("2.39.5");
        assertThat(probes.git().health()).isEqualTo(Health.THERE);
    }

    @Test
    void another_encoding_is_told_but_nothing_waits_for_it() {
        machine.properties.put("native.encoding", "UTF-8");
        assertThat(probes.encoding().health()).isEqualTo(Health.THERE);
        machine.properties.put("native.encoding", "ANSI_X3.4-1968");
        assertThat(probes.encoding().health()).isEqualTo(Health.NOT_NEEDED_NOW);
        assertThat(probes.encoding().remedy()).contains("LC_ALL=C.UTF-8");
    }

    @Test
    void docker_is_absent_silent_or_there_and_never_needed_now() {
        assertThat(probes.docker().health()).isEqualTo(Health.NOT_NEEDED_NOW);
        assertThat(probes.docker().found()).isEqualTo("not there");
        machine.programs.put("docker --version", "Docker version 28.2.2");
        assertThat(probes.docker().health()).isEqualTo(Health.NOT_NEEDED_NOW);
        assertThat(probes.docker().found()).isEqualTo("there, but it does not answer");
        machine.programs.put("docker version --format {{.Server.Version}}", "28.2.2");
        assertThat(probes.docker().health()).isEqualTo(Health.THERE);
        assertThat(probes.docker().found()).isEqualTo("28.2.2");
    }

    @Test
    void an_environment_is_set_up_or_can_be_or_wants_another_python() {
        Path lock = directory.resolve("airflow.txt");
        Disk.replace(lock, "apache-airflow==3.3.2\n");
        PythonEnvironment airflow =
                new PythonEnvironment(
                        "airflow", "Airflow", directory.resolve("env"), lock, 11, 13, 90, 400);

        assertThat(probes.environment(airflow).found()).isEqualTo("no Python");
        machine.programs.put("python3 --version", "Python 3.10.4");
        assertThat(probes.environment(airflow).found()).isEqualTo("Python 3.10.4");
        assertThat(probes.environment(airflow).remedy())
                .contains("It runs on Python 3.11 to 3.13.", "then run ./lab setup airflow.");
        machine.programs.put("python3.12 --version", "Python 3.12.0rc1");
        assertThat(probes.environment(airflow).found()).isEqualTo("not set up");
        assertThat(probes.environment(airflow).remedy()).isEqualTo("./lab setup airflow");
        assertThat(probes.environment(airflow).health()).isEqualTo(Health.NOT_NEEDED_NOW);

        Disk.replace(directory.resolve("env/bin/python"), "");
        assertThat(directory.resolve("env/bin/python").toFile().setExecutable(true)).isTrue();
        Disk.replace(directory.resolve("env/lock.txt"), "apache-airflow==3.3.2\n");
        assertThat(probes.environment(airflow).health()).isEqualTo(Health.THERE);
    }

    @Test
    void promtool_is_told_by_its_version() {
        assertThat(probes.promtool().health()).isEqualTo(Health.NOT_NEEDED_NOW);
        machine.programs.put(
                "promtool --version", "promtool, version 2.42.0+ds (branch: debian)\n  go 1.19");
        assertThat(probes.promtool().found()).isEqualTo("2.42.0+ds");
    }

    private static void assertLacking(Finding finding, String found, String remedy) {
        assertThat(finding.health()).isEqualTo(Health.LACKING);
        assertThat(finding.found()).contains(found);
        assertThat(finding.remedy()).contains(remedy);
        assertThat(finding.purpose()).isNotEmpty();
    }

    private Path javaHome() throws IOException {
        Path home = directory.resolve("jdk");
        if (!Files.exists(home)) {
            Files.createDirectories(home.resolve("bin"));
            Files.createFile(home.resolve("bin/javac")).toFile().setExecutable(true);
        }
        return home;
    }

    private static final class GivenMachine implements Machine {

        private final Map<String, String> properties = new HashMap<>();
        private final Map<String, String> variables = new HashMap<>();
        private final Map<String, String> programs = new HashMap<>();
        private long memory;
        private OptionalLong availableMemory = OptionalLong.empty();
        private long disk;
        private IOException failure;

        void jdk(String version, String specification, Path home) {
            properties.put("java.version", version);
            properties.put("java.specification.version", specification);
            properties.put("java.vendor", "Acme");
            properties.put("java.home", home.toString());
        }

        @Override
        public String property(String name) {
            return properties.getOrDefault(name, "");
        }

        @Override
        public String variable(String name) {
            return variables.getOrDefault(name, "");
        }

        @Override
        public long memory() {
            return memory;
        }

        @Override
        public OptionalLong availableMemory() {
            return availableMemory;
        }

        @Override
        public long availableDisk(Path path) throws IOException {
            listen();
            return disk;
        }

        @Override
        public void listen() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public Optional<String> output(String... command) {
            return Optional.ofNullable(programs.get(String.join(" ", command)));
        }
    }
}
