package dev.flinklabs.testkit.process;

import org.apache.flink.configuration.GlobalConfiguration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Flink's settings as somebody has written them, in YAML. */
public final class SettingsText {

    private SettingsText() {}

    /**
     * The settings by their keys; none where the text is empty or of comments alone.
     *
     * @throws RuntimeException when it is not what Flink reads
     */
    public static Map<String, String> parse(String yaml) {
        if (saysNothing(yaml)) {
            return Map.of();
        }
        try {
            // Flink reads its configuration from a directory.
            Path directory = Files.createTempDirectory("settings-");
            Path file = directory.resolve(GlobalConfiguration.FLINK_CONF_FILENAME);
            try {
                Files.writeString(file, yaml);
                return GlobalConfiguration.loadConfiguration(directory.toString()).toMap();
            } catch (RuntimeException e) {
                throw refusal(e, yaml);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is no setting in it. */
    public static boolean saysNothing(String yaml) {
        return yaml.lines()
                .map(String::strip)
                .allMatch(line -> line.isEmpty() || line.startsWith("#"));
    }

    /** Some mistakes Flink's reader does not foresee, and stumbles over. */
    static RuntimeException refusal(RuntimeException refusal, String yaml) {
        if (refusal.getCause() instanceof ClassCastException) {
            return new IllegalArgumentException(
                    "The text is not a set of keys, each with a colon, a blank and a value.");
        }
        if (refusal.getCause() instanceof NullPointerException) {
            return new IllegalArgumentException(keyWithoutValue(yaml));
        }
        return refusal;
    }

    /** The first key behind whose colon nothing stands, neither in its line nor indented below. */
    private static String keyWithoutValue(String yaml) {
        List<String> lines = yaml.lines().map(line -> line.replaceFirst("(^|\\s)#.*", "")).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripTrailing();
            String next =
                    lines.stream()
                            .skip(i + 1L)
                            .filter(each -> !each.isBlank())
                            .findFirst()
                            .orElse("");
            if (line.endsWith(":") && indent(next) <= indent(line)) {
                return "The key %s has no value, in line %d: nothing stands behind its colon, and nothing indented below it."
                        .formatted(line.strip().replace(":", ""), i + 1);
            }
        }
        return "A key has no value.";
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
