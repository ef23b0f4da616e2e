package dev.flinklabs.testkit.process;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars in the {@code lib/} of a cluster.
 *
 * @param jars in the order of the class path
 */
public record Libraries(List<Path> jars) {

    public Libraries {
        jars = List.copyOf(jars);
    }

    /**
     * The jars that this JVM has: those of the phase whose tests run. Without folders, which hold a
     * lab's classes and the testkit's, and without the jars of Flink's own tests, which register
     * file systems that no cluster has.
     */
    public static Libraries ofThisJvm() {
        return new Libraries(
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(path -> path.endsWith(".jar") && !path.endsWith("-tests.jar"))
                        .map(Path::of)
                        .toList());
    }

    /**
     * All but one.
     *
     * @param artifact the name of the jar without its version, such as {@code
     *     flink-connector-kafka}
     */
    public Libraries without(String artifact) {
        Path left = jar(artifact);
        return new Libraries(jars.stream().filter(jar -> !jar.equals(left)).toList());
    }

    /**
     * One of them.
     *
     * @param artifact the name of the jar without its version, such as {@code
     *     flink-connector-kafka}
     */
    public Path jar(String artifact) {
        return jars.stream()
                .filter(jar -> isOf(artifact, jar))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "There is no jar '%s' on the class path."
                                                .formatted(artifact)));
    }

    private static boolean isOf(String artifact, Path jar) {
        String file = jar.getFileName().toString();
        return file.startsWith(artifact + "-")
                && Character.isDigit(file.charAt(artifact.length() + 1));
    }
}
