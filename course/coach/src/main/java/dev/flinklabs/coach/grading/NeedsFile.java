package dev.flinklabs.coach.grading;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.programs.Program;
import dev.flinklabs.coach.python.PythonEnvironment;
import dev.flinklabs.coach.trouble.Trouble;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Reads {@code course/needs.properties}, the one place that knows what labs may need and how it is
 * told whether that is there. The file itself says what its keys mean.
 */
public final class NeedsFile {

    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final Path root;
    private final Properties facts = new Properties();

    /**
     * @param root the course's directory
     * @throws Trouble when the file is not there
     */
    public NeedsFile(Path root) {
        this.root = root;
        Path file = root.resolve("course").resolve("needs.properties");
        if (!Files.isRegularFile(file)) {
            throw Trouble.course("%s is missing. Get it back with git.".formatted(file));
        }
        try {
            facts.load(new StringReader(Disk.readText(file)));
        } catch (IOException e) {
            throw Trouble.disk(file, e);
        }
    }

    /** By name. */
    Map<String, Need> needs() {
        Map<String, Need> needs = new TreeMap<>();
        names().forEach(name -> needs.put(name, need(name)));
        return needs;
    }

    /** What {@code ./lab setup} can install, sorted by name. */
    public List<PythonEnvironment> environments() {
        return names().stream()
                .filter(name -> facts.containsKey(name + ".environment"))
                .map(this::environment)
                .toList();
    }

    private List<String> names() {
        return facts.stringPropertyNames().stream()
                .filter(key -> !key.contains("."))
                .sorted()
                .toList();
    }

    private Need need(String name) {
        String sentence = fact(name);
        if (sentence.isEmpty()) {
            return Optional::empty;
        }
        BooleanSupplier there =
                facts.containsKey(name + ".environment")
                        ? environment(name)::isWhole
                        : () -> endsWell(fact(name + ".command"));
        return new Probed(sentence, fact(name + ".get"), there);
    }

    private boolean endsWell(String command) {
        return Program.output(root, DEADLINE, command.split(" ")).isPresent();
    }

    private PythonEnvironment environment(String name) {
        String[] versions = fact(name + ".python").split(" ");
        return new PythonEnvironment(
                name,
                fact(name + ".title"),
                root.resolve(fact(name + ".environment")),
                root.resolve(fact(name + ".lock")),
                Integer.parseInt(versions[0]),
                Integer.parseInt(versions[1]),
                Integer.parseInt(fact(name + ".download")),
                Integer.parseInt(fact(name + ".disk")));
    }

    private String fact(String key) {
        String value = facts.getProperty(key);
        if (value == null) {
            throw Trouble.course("course/needs.properties lacks '%s'.".formatted(key));
        }
        return value.strip();
    }

    /** Asks again and again while it is absent; what is there stays there. */
    private static final class Probed implements Need {

        private final String sentence;
        private final String provider;
        private final BooleanSupplier there;
        private volatile boolean found;

        private Probed(String sentence, String provider, BooleanSupplier there) {
            this.sentence = sentence;
            this.provider = provider;
            this.there = there;
        }

        @Override
        public Optional<String> absent() {
            found = found || there.getAsBoolean();
            return found ? Optional.empty() : Optional.of(sentence);
        }

        @Override
        public String provider() {
            return provider;
        }
    }
}
