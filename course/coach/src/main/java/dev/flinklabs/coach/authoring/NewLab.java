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
    private final List<String> needs;

    private NewLab(Path root, Path phase, String id, String slug, boolean sql, List<String> needs) {
        this.root = root;
        this.phase = phase;
        this.id = id;
        this.slug = slug;
        this.sql = sql;
        this.needs = needs;
    }

    /**
     * @param root the course's directory
     * @param slug a few words for the page's name, such as {@code unpaid-orders}
     * @param sql whether the student writes SQL; Java otherwise
     * @param needs all that a lab may need
     * @throws Trouble when the id or the words cannot be used, the id is taken, or there is no such
     *     phase
     */
    public static NewLab of(
            Path root,
            Catalogue catalogue,
            String id,
            String slug,
            boolean sql,
            List<String> needs) {
        if (!Catalogue.isPageName("%s-%s.md".formatted(id, slug))
                || !Character.isLetter(slug.charAt(0))) {
            throw Trouble.usage(
                    "'%s' and '%s' do not make a lab. Give an id and a few words in small letters, such as: ./lab dev new 0.9 unpaid-orders"
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
        return new NewLab(root, phase, id, slug, sql, needs);
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
                phase.resolve("src/test/java/%s/%sTest.java".formatted(folder(), name())),
                sql ? testOfScript() : testOfProgram());
        files.put(
                solutions.resolve("wrong").resolve(id).resolve("first-mistake.patch"),
                wrongAnswer());
        files.put(
                solutions.resolve("alternatives/%s/another-way".formatted(id)).resolve(code()),
                sql ? script() : program());
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
        id: "%1$s"   # quoted: 2.10 is not 2.1
        title: %2$s   # as the page is headed
        minutes: 30   # a guess, until somebody has tried
        edit: ["%3$s"]   # globs below the phase; new files there are the student's too
        starter: blank   # or the name of a wrong answer, from which a lab of repair starts
        tests: 1   # exactly so many run
        topics: []   # what it is about, in the field's words: [Kafka connector, record keys]
        after: []   # the labs whose ideas it uses: ["0.1"]
        needs: [kafka]   # what must be there to run it, of %6$s; [] for nothing
        limit: 60   # seconds for all its tests together; 60 where the line is left out
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
                .formatted(
                        id, title(), code(), name(), phase.getFileName(), String.join(", ", needs));
    }

    private String program() {
        return """
        package %1$s;

        import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
        import org.apache.flink.util.ParameterTool;

        /**
         * What it promises, and never how.
         *
         * <p>Arguments: {@code --bootstrap} the broker's address, {@code --group} the consumer group,
         * {@code --from} the topic of order events, {@code --to} the topic of results.
         */
        public final class %2$s {

            private %2$s() {}

            public static void main(String[] args) throws Exception {
                ParameterTool arguments = ParameterTool.fromArgs(args);
                StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
                define(env, arguments);
                env.execute("%3$s");
            }

            /** Adds source, operators and sink to the environment; {@code main} executes it. */
            private static void define(StreamExecutionEnvironment env, ParameterTool arguments) {
                // BEGIN SOLUTION
                // STUB throw new UnsupportedOperationException("Lab %4$s is not done yet");
                // END SOLUTION
            }
        }
        """
                .formatted(packageName(), name(), slug, id);
    }

    private String script() {
        return """
        -- Lab %1$s: what is given stands outside the marks.

        CREATE TABLE orders (
          order_id STRING
        ) WITH (
          'connector' = 'kafka',
          'properties.bootstrap.servers' = '${kafka.bootstrap}',
          'topic' = '${shop.order}',
          'properties.group.id' = '${group}',
          'scan.startup.mode' = 'earliest-offset',
          'format' = 'json'
        );

        -- BEGIN SOLUTION
        -- What the student is to write: CREATE TABLE %2$s and INSERT INTO %2$s.
        -- END SOLUTION
        """
                .formatted(id, table());
    }

    /** What the script writes to. */
    private String table() {
        return slug.replace('-', '_');
    }

    private String testOfScript() {
        return test(
                "SqlStory",
                """
                    private static final String ORDERS = "shop.order";
                    private static final String PRINTED = "standard output";

                    @RegisterExtension
                    static final SqlStory story =
                            SqlStory.ofLab("%s", "%s.sql")
                                    .topic(ORDERS, 1)
                                    .writesTo("%s")
                                    .printsTo(PRINTED)
                                    .fed(GeneratorSettings.ofSeed(1).meanGap(Duration.ofMinutes(3)))
                                    .told(
                                            s ->
                                                    s.moment("before the query")
                                                            .send(ORDERS, 0, "o-1", "{\\"order_id\\":\\"o-1\\"}")
                                                            .moment("query runs")
                                                            .start()
                                                            .until(PRINTED, 1));

                    @Test
                    void what_is_true_of_an_order_as_a_sentence() {
                        story.output(PRINTED)
                                .whereContains("line", "o-1")
                                .given("What happened to o-1, in one line.")
                                .rule(1, "what the page says, in short.")
                                .question("One question that points at the usual cause?")
                                .are("('+I[o-1]')");
                    }
                """
                        .formatted(id, slug, table()));
    }

    private String testOfProgram() {
        return test(
                "ProgramStory",
                """
                    private static final String ORDERS = "shop.order";
                    private static final String RESULTS = "results";

                    @RegisterExtension
                    static final ProgramStory story =
                            ProgramStory.ofLab("%s", %s::main)
                                    .arguments(
                                            "--bootstrap", "${kafka.bootstrap}",
                                            "--group", "${group}",
                                            "--from", "${shop.order}",
                                            "--to", "${results}")
                                    .topic(ORDERS, 1)
                                    .topic(RESULTS, 1)
                                    .fed(GeneratorSettings.ofSeed(1).meanGap(Duration.ofMinutes(3)))
                                    .told(
                                            s ->
                                                    s.moment("before the job")
                                                            .send(ORDERS, 0, "o-1", "{\\"order_id\\":\\"o-1\\"}")
                                                            .moment("job starts")
                                                            .start()
                                                            .until(RESULTS, 1));

                    @Test
                    void what_is_true_of_an_order_as_a_sentence() {
                        story.output(RESULTS, "key", "value")
                                .where("key", "o-1")
                                .given("What happened to o-1, in one line.")
                                .rule(1, "what the page says, in short.")
                                .question("One question that points at the usual cause?")
                                .are("('o-1', 'o-1')");
                    }
                """
                        .formatted(id, name()));
    }

    private String test(String story, String body) {
        return """
        package %s;

        import dev.flinklabs.marketplace.generator.GeneratorSettings;
        import dev.flinklabs.testkit.story.%s;

        import org.junit.jupiter.api.Tag;
        import org.junit.jupiter.api.Test;
        import org.junit.jupiter.api.extension.RegisterExtension;

        import java.time.Duration;

        /** One behaviour a test, each named by a sentence, each reddened by some wrong answer. */
        @Tag("%s")
        class %sTest {

        %s}
        """
                .formatted(packageName(), story, id, name(), body);
    }

    private String wrongAnswer() {
        return """
        # Commit the solution, edit it into the mistake, then: ./lab dev wrong %s first-mistake
        # puts the diff below these lines and restores the solution. By hand, where that is all you have changed:
        # git -C solutions diff --relative -- %s
        # git checkout -- solutions/%s
        """
                        .formatted(id, phase.getFileName(), phase.getFileName())
                + Mistake.HEADER;
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
