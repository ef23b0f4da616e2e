package dev.flinklabs.coach.authoring;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.trouble.Trouble;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a lab that is still to be written. Each says in a comment what belongs there; the
 * gates take comments for nothing and name whatever is missing.
 */
public final class NewLab {

    private static final String PACKAGES = "dev/flinklabs";

    private final Path root;
    private final Path phase;
    private final String id;
    private final String slug;
    private final boolean sql;

    private NewLab(Path root, Path phase, String id, String slug, boolean sql) {
        this.root = root;
        this.phase = phase;
        this.id = id;
        this.slug = slug;
        this.sql = sql;
    }

    /**
     * @param root the course's directory
     * @param slug a few words for the page's name, such as {@code unpaid-orders}
     * @param sql whether the student writes SQL; Java otherwise
     * @throws Trouble when the id or the words cannot be used, the id is taken, or there is no such
     *     phase
     */
    public static NewLab of(Path root, Catalogue catalogue, String id, String slug, boolean sql) {
        if (!Catalogue.isPageName("%s-%s.md".formatted(id, slug))
                || !Character.isLetter(slug.charAt(0))) {
            throw Trouble.usage(
                    "'%s' and '%s' do not make a lab. Give an id and a few words in small letters, such as: ./lab dev new 1.8 unpaid-orders"
                            .formatted(id, slug));
        }
        Optional<Lab> taken = catalogue.lab(id);
        if (taken.isPresent()) {
            throw Trouble.usage(
                    "The id %s is taken by %s.".formatted(id, root.relativize(taken.get().page())));
        }
        String prefix = "phase-%s-".formatted(id.substring(0, id.indexOf('.')));
        List<Path> phases = Catalogue.phaseDirectories(root);
        Path phase =
                phases.stream()
                        .filter(path -> path.getFileName().toString().startsWith(prefix))
                        .findFirst()
                        .orElseThrow(() -> Trouble.usage(noPhase(prefix, phases)));
        return new NewLab(root, phase, id, slug, sql);
    }

    private static String noPhase(String prefix, List<Path> phases) {
        return "There is no directory %s… to put it in. Phases are: %s."
                .formatted(
                        prefix,
                        phases.stream()
                                .map(path -> path.getFileName().toString())
                                .collect(Collectors.joining(", ")));
    }

    /**
     * Writes the files.
     *
     * @return what was written, relative to the course's directory
     * @throws Trouble when one of them is there already; nothing is written then
     */
    public List<Path> write() {
        Map<Path, String> files = files();
        for (Path file : files.keySet()) {
            if (Files.exists(file)) {
                throw Trouble.usage(
                        "%s is there already, and nothing was written. Move it away, or choose another id."
                                .formatted(root.relativize(file)));
            }
        }
        files.forEach(Disk::replace);
        Disk.createDirectories(root.resolve("solutions").resolve("alternatives").resolve(id));
        return files.keySet().stream().map(root::relativize).toList();
    }

    private Map<Path, String> files() {
        Path solutions = root.resolve("solutions");
        Path mirror = solutions.resolve(phase.getFileName());
        String page = "%s-%s.md".formatted(id, slug);
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(phase.resolve("labs").resolve(page), page());
        files.put(mirror.resolve(code()), sql ? script() : program());
        files.put(
                phase.resolve("src/test/java/%s/%sTest.java".formatted(folder(), name())), test());
        files.put(
                solutions.resolve("wrong").resolve(id).resolve("first-mistake.patch"),
                "misconception:\ncaught by:\nsays:\n");
        files.put(mirror.resolve("discussions").resolve(page), discussion());
        return files;
    }

    /** The file that the student edits, relative to the phase. */
    private String code() {
        return sql
                ? "src/main/resources/%s/%s.sql".formatted(folder(), slug)
                : "src/main/java/%s/%s.java".formatted(folder(), name());
    }

    /** The lab's package, as a path. */
    private String folder() {
        return "%s/%s/lab%02d"
                .formatted(
                        PACKAGES,
                        phasePackage(),
                        Integer.parseInt(id.substring(id.indexOf('.') + 1)));
    }

    /** That of the phase's tests; while there are none, the phase's name without its number. */
    private String phasePackage() {
        List<Path> there =
                new ArrayList<>(Disk.list(phase.resolve("src/test/java").resolve(PACKAGES)));
        there.removeIf(path -> !Files.isDirectory(path));
        return there.size() == 1
                ? there.get(0).getFileName().toString()
                : phase.getFileName().toString().replaceFirst("phase-\\d+-", "").replace("-", "");
    }

    private String title() {
        String words = slug.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private String name() {
        return Stream.of(slug.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private String packageName() {
        return folder().replace('/', '.');
    }

    private String page() {
        return """
        ---
        id: "%1$s"
        title: %2$s
        minutes: 30   # a guess, until somebody has tried
        edit: ["%3$s"]
        starter: blank
        tests: 1
        topics: []
        after: []
        needs: []
        ---
        # %1$s %2$s

        <!-- The story, one paragraph: who is hurt, and by what. -->

        **Edit**
        **Check** `./lab check %1$s`, or the green arrow of the IDE at `%4$sTest`, or
        `./mvnw -pl %5$s -am test -Dgroups=%1$s`

        ## In and out

        <!-- A small table of what arrives and what leaves, with times. -->

        ## What must stay true

        <!-- The contract, numbered from 1: every rule that a test holds the reader to. -->

        ## Predict first

        <!-- One question to answer on paper before coding. -->

        ## Hints

        <details><summary>1 · Where to look</summary>

        <!-- A question. -->
        </details>
        <details><summary>2 · Which tool</summary>

        <!-- The name in the API, and its page in the docs. -->
        </details>
        <details><summary>3 · The shape</summary>

        <!-- The steps in words, no code. -->
        </details>

        ## Done when

        <!-- Green, and what the reader can now say that the tests do not ask. -->
        """
                .formatted(id, title(), code(), name(), phase.getFileName());
    }

    private String program() {
        return """
        package %s;

        /** What it promises, and never how. */
        final class %s {

            void run() {
                // BEGIN SOLUTION
                // STUB throw new UnsupportedOperationException("Lab %s is not done yet");
                // END SOLUTION
            }
        }
        """
                .formatted(packageName(), name(), id);
    }

    private String script() {
        return """
        -- What is given stands outside the marks.

        -- BEGIN SOLUTION
        -- END SOLUTION
        """;
    }

    private String test() {
        return """
        package %s;

        import org.junit.jupiter.api.Tag;

        /** One behaviour a test, each named by a sentence, each reddened by some wrong answer. */
        @Tag("%s")
        class %sTest {}
        """
                .formatted(packageName(), id, name());
    }

    private String discussion() {
        return """
        # %s %s: discussion

        ## What the prediction was about

        ## The tempting wrong ways, and what each costs

        ## Why the reference is as it is

        ## Other right answers

        ## What the tests do not prove

        ## Further
        """
                .formatted(id, title());
    }
}
