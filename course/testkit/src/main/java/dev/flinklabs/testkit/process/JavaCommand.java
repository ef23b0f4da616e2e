package dev.flinklabs.testkit.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to start a JVM of the same JDK. It starts fast and stays small: serial collector, first
 * compiler only. Its locale is the neutral one, its time zone is that of this JVM, and it speaks
 * UTF-8.
 */
public final class JavaCommand {

    /** What makes a JVM that lives for seconds start fast and stay small. */
    public static final List<String> FAST =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    /** Where the language is Turkish, Flink and Kafka ask for things that do not exist. */
    private static final List<String> NEUTRAL =
            List.of(
                    "-Duser.language=",
                    "-Duser.country=",
                    "-Dfile.encoding=UTF-8",
                    "-Dstdout.encoding=UTF-8",
                    "-Dstderr.encoding=UTF-8",
                    "-Dsun.stdout.encoding=UTF-8",
                    "-Dsun.stderr.encoding=UTF-8");

    private static final List<String> QUIET_ON_NEW_JDKS =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private final String name;
    private final String mainClass;
    private final List<Path> classPath;
    private final List<String> jvmOptions = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();

    /**
     * @param name what failures call the process
     * @param mainClass by binary name
     * @param classPath where it and all that it needs lie
     */
    public JavaCommand(String name, String mainClass, List<Path> classPath) {
        this.name = name;
        this.mainClass = mainClass;
        this.classPath = List.copyOf(classPath);
    }

    public JavaCommand jvmOptions(List<String> options) {
        jvmOptions.addAll(options);
        return this;
    }

    public JavaCommand arguments(List<String> added) {
        arguments.addAll(added);
        return this;
    }

    /** A variable of its environment, which is otherwise that of this JVM. */
    public JavaCommand environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /**
     * Starts it. It works in this directory, keeps its log and its temporary files there, and ends
     * at the latest with this JVM.
     *
     * @param directory made if it is not there
     */
    public JavaProcess start(Path directory) {
        try {
            Path home = Files.createDirectories(directory).toAbsolutePath();
            Path temporary = Files.createDirectories(home.resolve("tmp"));
            Path log = home.resolve("log");
            ProcessBuilder builder =
                    new ProcessBuilder(command(temporary, leash(home)))
                            .directory(home.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            // Options for other JVMs: they would win over these, and be announced in the log.
            builder.environment()
                    .keySet()
                    .removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
            builder.environment().putAll(environment);
            return new JavaProcess(name, builder.start(), new ProcessLog(log));
        } catch (IOException e) {
            throw new UncheckedIOException("The process %s cannot be started.".formatted(name), e);
        }
    }

    private List<String> command(Path temporary, Path leash) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FAST);
        command.addAll(NEUTRAL);
        if (Runtime.version().feature() >= 24) {
            command.addAll(QUIET_ON_NEW_JDKS);
        }
        command.add("-Duser.timezone=" + TimeZone.getDefault().getID());
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(
                Stream.concat(classPath.stream(), Stream.of(leash))
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        command.add(Leash.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /** A class path of the leash alone: nothing else of the testkit is to be seen there. */
    private static Path leash(Path home) throws IOException {
        Path root = home.resolve("leash");
        Path file = root.resolve(Leash.class.getName().replace('.', '/') + ".class");
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            try (InputStream bytes = Leash.class.getResourceAsStream("Leash.class")) {
                Files.copy(bytes, file);
            }
        }
        return root;
    }
}
