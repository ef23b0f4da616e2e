package dev.flinklabs.coach.doctor;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.python.PythonEnvironment;
import dev.flinklabs.coach.python.Pythons;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at each thing that the course uses, IDEs aside. */
final class Probes {

    static final int JAVA = 17;

    private static final long GIGABYTE = 1_000_000_000L;
    private static final long LEAST_MEMORY = 2 * GIGABYTE;
    private static final Pattern MAVEN =
            Pattern.compile("distributionUrl\\s*=\\s*\\S*/(apache-maven-([\\d.]+))-bin\\.zip");

    private final Path root;
    private final Machine machine;

    /**
     * @param root the course's directory
     */
    Probes(Path root, Machine machine) {
        this.root = root;
        this.machine = machine;
    }

    Finding jdk() {
        String purpose = "compiles and runs your code";
        String get =
                "Install a JDK 17 or newer (Debian, Ubuntu: apt install openjdk-17-jdk; Fedora: dnf"
                        + " install java-21-openjdk-devel; macOS: brew install openjdk@21; or"
                        + " https://adoptium.net), or point JAVA_HOME at one.";
        String version = machine.property("java.version");
        String found = version + ", " + machine.property("java.vendor");
        int feature = (int) Double.parseDouble(machine.property("java.specification.version"));
        if (feature < JAVA) {
            return Finding.lacking("JDK", found, purpose, get);
        }
        if (!Files.isExecutable(Path.of(machine.property("java.home"), "bin", "javac"))) {
            return Finding.lacking("JDK", found + ": a JRE, without javac", purpose, get);
        }
        return Finding.there("JDK", found, purpose);
    }

    Finding memory() {
        String purpose = "the JVM that grades takes up to 1 GB";
        long all = machine.memory();
        if (all < LEAST_MEMORY) {
            return Finding.lacking(
                    "memory",
                    gigabytes(all),
                    purpose,
                    "Use a machine with 2 GB or more, or give the container or virtual machine"
                            + " more.");
        }
        if (machine.availableMemory().isEmpty()) {
            return Finding.there("memory", gigabytes(all), purpose);
        }
        long free = machine.availableMemory().getAsLong();
        String found = "%s, of which %s free".formatted(gigabytes(all), gigabytes(free));
        return free < GIGABYTE
                ? Finding.lacking("memory", found, purpose, "End other programs.")
                : Finding.there("memory", found, purpose);
    }

    Finding disk() {
        String purpose = "what is compiled, and what labs write: 1 GB";
        try {
            long free = machine.availableDisk(root);
            String found = gigabytes(free) + " free";
            return free < GIGABYTE
                    ? Finding.lacking(
                            "disk", found, purpose, "Free some space on the disk of " + root + ".")
                    : Finding.there("disk", found, purpose);
        } catch (IOException e) {
            return Finding.lacking(
                    "disk",
                    "cannot be asked: " + e.getMessage(),
                    purpose,
                    "Move the course to another disk.");
        }
    }

    Finding ports() {
        String purpose = "broker and cluster talk over the loopback address";
        try {
            machine.listen();
            return Finding.there("ports", "can be opened", purpose);
        } catch (IOException e) {
            return Finding.lacking(
                    "ports",
                    "cannot be opened: " + e.getMessage(),
                    purpose,
                    "Let programs listen on 127.0.0.1: look at the firewall, the sandbox, or the"
                            + " line of localhost in /etc/hosts.");
        }
    }

    Finding folders() {
        String purpose = "your progress, and what is compiled";
        for (String name : List.of(".lab", "target")) {
            Path folder = root.resolve(name);
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                return Finding.lacking(
                        "folders", name + " is a file", purpose, "Move " + folder + " away.");
            }
            if (!Files.isWritable(Files.exists(folder) ? folder : root)) {
                return Finding.lacking(
                        "folders",
                        name + " may not be written by you",
                        purpose,
                        "Give yourself the right to %s (chown, chmod).".formatted(folder));
            }
        }
        return Finding.there("folders", ".lab and target can be written", purpose);
    }

    /** The coach needs it only to set up, and that is seen from the libraries. */
    Finding maven() {
        String purpose = "sets up the course; ./mvnw test";
        Path wrapper = root.resolve(".mvn/wrapper/maven-wrapper.properties");
        Matcher distribution =
                MAVEN.matcher(Files.isRegularFile(wrapper) ? Disk.readText(wrapper) : "");
        if (!distribution.find()) {
            return Finding.lacking(
                    "Maven",
                    "no version is named",
                    purpose,
                    "Get %s back with git.".formatted(root.relativize(wrapper)));
        }
        Path kept = mavenHome().resolve(Path.of("wrapper", "dists", distribution.group(1)));
        boolean there =
                Disk.list(kept).stream()
                        .anyMatch(one -> Files.isRegularFile(one.resolve("bin").resolve("mvn")));
        return there
                ? Finding.there("Maven", distribution.group(2) + ", by ./mvnw", purpose)
                : Finding.notNeededNow(
                        "Maven",
                        distribution.group(2) + " is not downloaded",
                        purpose,
                        "./mvnw --version downloads it, with a network.");
    }

    Finding libraries() {
        String purpose = "Flink, Kafka and the coach's own; with all of them it works offline";
        String get = "Run ./lab with a network: it downloads what is missing.";
        Set<String> libraries = new LinkedHashSet<>();
        for (Path list : Disk.list(root.resolve(".lab").resolve("setup"))) {
            if (list.toString().endsWith(".classpath")) {
                libraries.addAll(List.of(Disk.readText(list).strip().split(File.pathSeparator)));
            }
        }
        if (libraries.isEmpty()) {
            return Finding.lacking("libraries", "not set up", purpose, get);
        }
        long missing = libraries.stream().filter(each -> !Files.exists(Path.of(each))).count();
        return missing == 0
                ? Finding.there("libraries", "all " + libraries.size() + " there", purpose)
                : Finding.lacking(
                        "libraries",
                        "%d of %d missing".formatted(missing, libraries.size()),
                        purpose,
                        get);
    }

    Finding git() {
        String purpose = "gets the course's updates; reset where there are no solutions";
        return machine.output("git", "--version")
                .map(said -> Finding.there("git", said.replace("git version ", ""), purpose))
                .orElseGet(
                        () ->
                                Finding.lacking(
                                        "git",
                                        "not there",
                                        purpose,
                                        "Install it: https://git-scm.com/downloads"));
    }

    Finding encoding() {
        String purpose = "✔ and ✘ on the screen, paths with letters that are not English";
        String encoding =
                Stream.of("native.encoding", "sun.jnu.encoding")
                        .map(machine::property)
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElse("unknown");
        return encoding.equalsIgnoreCase("UTF-8")
                ? Finding.there("encoding", encoding, purpose)
                : Finding.notNeededNow(
                        "encoding", encoding, purpose, "Run first: export LC_ALL=C.UTF-8");
    }

    Finding docker() {
        String purpose = "-Dlab.kafka=testcontainers and the compose stack alone";
        Optional<String> server =
                machine.output("docker", "version", "--format", "{{.Server.Version}}");
        if (server.isPresent()) {
            return Finding.there("Docker", server.get(), purpose);
        }
        return machine.output("docker", "--version").isPresent()
                ? Finding.notNeededNow(
                        "Docker",
                        "there, but it does not answer",
                        purpose,
                        "Start it, and give yourself the right to it: docker version says what is"
                                + " wrong.")
                : Finding.notNeededNow(
                        "Docker",
                        "not there",
                        purpose,
                        "Install it: https://docs.docker.com/get-docker");
    }

    Finding promtool() {
        String purpose = "labs that need promtool";
        return machine.output("promtool", "--version")
                .map(
                        said ->
                                Finding.there(
                                        "promtool",
                                        said.replaceAll("(?s).*version (\\S+).*", "$1"),
                                        purpose))
                .orElseGet(
                        () ->
                                Finding.notNeededNow(
                                        "promtool",
                                        "not there",
                                        purpose,
                                        "Install it (Debian, Ubuntu: apt install prometheus; macOS:"
                                                + " brew install prometheus)."));
    }

    Finding environment(PythonEnvironment environment) {
        String purpose = "labs that need " + environment.name();
        if (environment.isWhole()) {
            return Finding.there(environment.title(), "set up", purpose);
        }
        Pythons pythons = new Pythons(command -> machine.output(command, "--version"));
        List<String> versions = pythons.versions();
        if (pythons.between(environment.first(), environment.last()).isPresent()) {
            return Finding.notNeededNow(
                    environment.title(),
                    "not set up",
                    purpose,
                    "./lab setup " + environment.name());
        }
        return Finding.notNeededNow(
                environment.title(),
                versions.isEmpty() ? "no Python" : "Python " + String.join(", ", versions),
                purpose,
                "It runs on Python %s. Install one of these beside it (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python@3.12; or https://docs.astral.sh/uv: uv python install 3.12), then run ./lab setup %s."
                        .formatted(environment.versions(), environment.name()));
    }

    private Path mavenHome() {
        String own = machine.variable("MAVEN_USER_HOME");
        String home = machine.variable("HOME");
        return own.isEmpty()
                ? Path.of(home.isEmpty() ? machine.property("user.home") : home, ".m2")
                : Path.of(own);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIGABYTE);
    }
}
