package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.trouble.Trouble;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * All that a verdict depends on beside the workspace: the build of the course, the JDK, settings,
 * and that part of the environment which programs read. Benches that were started under other
 * conditions are not used.
 */
final class Conditions {

    private static final List<String> VARIABLES =
            List.of(
                    "DOCKER_",
                    "JAVA_",
                    "JDK_JAVA_",
                    "LANG",
                    "LC_",
                    "PATH",
                    "TESTCONTAINERS_",
                    "TZ");

    private Conditions() {}

    /** Those of this process, as one word: equal where the conditions are equal. */
    static String of(Path root, Properties settings, Map<String, String> environment) {
        StringBuilder text = new StringBuilder();
        text.append(build(root)).append('\n');
        text.append(settings.getProperty("java.home")).append('\n');
        ofCourse(settings).forEach(setting -> text.append(setting).append('\n'));
        new TreeMap<>(environment)
                .forEach(
                        (name, value) -> {
                            if (VARIABLES.stream().anyMatch(name::startsWith)) {
                                text.append(name).append('=').append(value).append('\n');
                            }
                        });
        return digest(text.toString());
    }

    /** Those settings that are the course's own, as {@code name=value}, sorted by name. */
    static List<String> ofCourse(Properties settings) {
        return settings.stringPropertyNames().stream()
                .filter(name -> name.startsWith("lab."))
                .sorted()
                .map(name -> name + "=" + settings.getProperty(name))
                .toList();
    }

    /** Each set-up touches its stamp. */
    private static String build(Path root) {
        Path stamp = root.resolve(".lab").resolve("setup").resolve("stamp");
        try {
            return Files.exists(stamp) ? Files.getLastModifiedTime(stamp).toString() : "";
        } catch (IOException e) {
            throw Trouble.disk(stamp, e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
