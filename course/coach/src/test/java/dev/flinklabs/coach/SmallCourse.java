package dev.flinklabs.coach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.starters.Starters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A course of a few labs, written into a directory, whole in every piece. Its tests are judged by
 * {@link TextBench}.
 */
public final class SmallCourse {

    public static final String PHASE = "phase-0-baseline";

    private final Path root;
    private final StringBuilder rows = new StringBuilder();
    private final StringBuilder instructorsRows = new StringBuilder();

    private SmallCourse(Path root) {
        this.root = root;
        write("course/needs.properties", "kafka =\nown-broker =\nprocesses =\n");
    }

    /** A course with labs 0.1 and 0.2, their starters in place. */
    public static SmallCourse in(Path root) {
        SmallCourse course = new SmallCourse(root);
        course.write(
                "README.md",
                "# Orders\n\n[Phase 0](%s/README.md): `./lab check`\n".formatted(PHASE));
        course.write(PHASE + "/pom.xml", "<project/>\n");
        course.lab("0.1", "Read orders", "read-orders");
        course.lab("0.2", "Count orders", "count-orders");
        course.writeStarters();
        return course;
    }

    public static SmallCourse emptyIn(Path root) {
        return new SmallCourse(root);
    }

    public Path root() {
        return root;
    }

    public Catalogue catalogue() {
        return Catalogue.read(root);
    }

    public Lab lab(String id) {
        return catalogue().lab(id).orElseThrow();
    }

    public Solutions solutions() {
        return new Solutions(root);
    }

    public Starters starters() {
        return new Starters(root, solutions());
    }

    public void writeStarters() {
        starters().write(catalogue(), false);
        // A fresh clone has starters, and does not know who has cut them.
        Disk.delete(root.resolve(".lab"));
    }

    /** Adds a lab with everything that the gates ask for. */
    public SmallCourse lab(String id, String title, String slug) {
        write(page(id, slug), frontMatter(id, title) + pageText(id, title, slug));
        write(
                discussion(id, slug),
                """
                # %s %s, afterwards

                ## What the prediction was about

                A broken order, as the [page](../../../%s) says.

                ## The tempting wrong ways, and what each costs

                Nothing is read.

                ## Why the reference is as it is

                It reads.

                ## Other right answers

                The other way round.

                ## What the tests do not prove

                That there are orders.

                ## Further

                Read more.
                """
                        .formatted(id, title, page(id, slug)));
        rows.append("| [%s %s](labs/%s-%s.md) | 20 | orders |\n".formatted(id, title, id, slug));
        instructorsRows.append("| %s %s | 20 | at the amount |\n".formatted(id, title));
        write(
                "docs/instructors.md",
                "# For instructors\n\n| lab | minutes | |\n| --- | --- | --- |\n"
                        + instructorsRows);
        write(
                PHASE + "/README.md",
                "# Phase 0: baseline\n\nText.\n\n| lab | minutes | |\n| --- | --- | --- |\n"
                        + rows);
        write(solution(id), code(id));
        write(
                test(id),
                """
                reads_the_amount | amount(); | The amount is missing. Rule 1.
                reads_the_time | time(); | The time is missing. Rule 2.
                drops_what_is_broken | drop(); | A broken order came through. Rule 3.
                """);
        for (String call : new String[] {"amount", "time", "drop"}) {
            write(wrong(id, "no-" + call), patch(id, call));
        }
        write(
                wrong(id, "no-time-and-drop"),
                """
                misconception: neither matters
                caught by: OrdersTest.reads_the_time, OrdersTest.drops_what_is_broken   # both
                says: "Rule 3"
                --- a/%1$s
                +++ b/%1$s
                @@ -9,4 +9,2 @@
                         amount();
                -        time();
                -        drop();
                         // STUB throw new UnsupportedOperationException("Lab %2$s is not done yet");
                """
                        .formatted(relativeToSolutions(id), id));
        write(
                "solutions/alternatives/%s/the-other-way-round/%s".formatted(id, inPhase(id)),
                code(id).replace("        amount();\n", "")
                        .replace("drop();", "drop();\n        amount();"));
        return this;
    }

    public static String frontMatter(String id, String title) {
        return """
        ---
        id: "%s"
        title: %s
        minutes: 20
        edit: ["src/main/java/dev/flinklabs/baseline/%s/**"]
        starter: blank
        tests: 3
        topics: [orders]
        after: []
        needs: []
        ---
        """
                .formatted(id, title, folder(id));
    }

    private static String pageText(String id, String title, String slug) {
        return """
        # %1$s %2$s

        The shop cannot read its orders.

        **Edit** `Orders.java`.
        **Check** `./lab check %1$s`, or `./mvnw -pl %3$s -am
        test -Dgroups=%1$s`

        ## In and out

        An order, and what is read of it.

        ## What must stay true

        1. The amount is read.
        2. The time is read.
        3. What is broken is dropped.

        ## Predict first

        What is broken first? [Later](../../%4$s) you know.

        ## Hints

        <details><summary>1 · Where to look</summary>

        What does an order hold?
        </details>
        <details><summary>2 · Which tool</summary>

        Three methods, and the [docs](https://example.org/orders).
        </details>
        <details><summary>3 · The shape</summary>

        Call one after the other.
        </details>

        ## Done when

        Three tests are green.
        """
                .formatted(id, title, PHASE, discussion(id, slug));
    }

    public static String code(String id) {
        return """
        package dev.flinklabs.baseline.%1$s;

        import java.util.List; // SOLUTION

        /** Reads orders. */
        class Orders {
            void read() {
                // BEGIN SOLUTION
                amount();
                time();
                drop();
                // STUB throw new UnsupportedOperationException("Lab %2$s is not done yet");
                // END SOLUTION
            }
        }
        """
                .formatted(folder(id), id);
    }

    public SmallCourse write(String path, String text) {
        Disk.replace(root.resolve(path), text);
        return this;
    }

    /** Makes a clone of it, with all that is there in git's last commit. */
    public SmallCourse commit() {
        git("init", "-q");
        git("add", ".");
        git(
                "-c",
                "user.name=A",
                "-c",
                "user.email=a@b.c",
                "-c",
                "commit.gpgsign=false",
                "commit",
                "-q",
                "-m",
                "course");
        return this;
    }

    private void git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            int code =
                    new ProcessBuilder(command)
                            .directory(root.toFile())
                            .inheritIO()
                            .start()
                            .waitFor();
            assertThat(code).as(String.join(" ", command)).isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public String read(String path) {
        return Disk.readText(root.resolve(path));
    }

    /**
     * Does the student's work: the solution instead of the starter, with one text in it replaced.
     */
    public SmallCourse solve(String id, String replaced, String by) {
        return write(starter(id), code(id).replace(replaced, by));
    }

    public SmallCourse solve(String id) {
        return solve(id, "", "");
    }

    public static String page(String id, String slug) {
        return "%s/labs/%s-%s.md".formatted(PHASE, id, slug);
    }

    public static String starter(String id) {
        return PHASE + "/" + inPhase(id);
    }

    public static String solution(String id) {
        return "solutions/" + relativeToSolutions(id);
    }

    public static String test(String id) {
        return "%s/src/test/java/dev/flinklabs/baseline/%s/OrdersTest.java"
                .formatted(PHASE, folder(id));
    }

    public static String discussion(String id, String slug) {
        return "solutions/%s/discussions/%s-%s.md".formatted(PHASE, id, slug);
    }

    public static String wrong(String id, String name) {
        return "solutions/wrong/%s/%s.patch".formatted(id, name);
    }

    private static String patch(String id, String call) {
        String test =
                switch (call) {
                    case "amount" -> "reads_the_amount";
                    case "time" -> "reads_the_time";
                    default -> "drops_what_is_broken";
                };
        return """
        misconception: the %1$s does not matter
        caught by: OrdersTest.%2$s
        says: "Rule"   # whichever
        --- a/%3$s
        +++ b/%3$s
        @@ -5,1 +5,0 @@
        -        %1$s();
        """
                .formatted(call, test, relativeToSolutions(id));
    }

    private static String relativeToSolutions(String id) {
        return PHASE + "/" + inPhase(id);
    }

    private static String inPhase(String id) {
        return "src/main/java/dev/flinklabs/baseline/%s/Orders.java".formatted(folder(id));
    }

    private static String folder(String id) {
        return "lab%02d".formatted(Integer.parseInt(id.substring(id.indexOf('.') + 1)));
    }
}
