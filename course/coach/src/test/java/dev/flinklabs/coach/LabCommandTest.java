package dev.flinklabs.coach;

import static dev.flinklabs.coach.SmallCourse.PHASE;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.grading.Needs;
import dev.flinklabs.coach.report.JsonReport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class LabCommandTest {

    @TempDir Path directory;

    private SmallCourse course;
    private CommandLineUser user;

    @BeforeEach
    void a_course() {
        course = SmallCourse.in(directory);
        user = new CommandLineUser(directory);
    }

    @Test
    void without_a_verb_it_shows_the_map_and_the_next_lab() {
        course.solve("0.1");
        user.lab("check", "0.1");

        assertThat(user.lab()).isZero();
        assertThat(user.out())
                .isEqualTo(
                        """
                        Phase 0: baseline     1 of 2
                          ✔ 0.1   Read orders       20 min
                          ● 0.2   Count orders      20 min

                        Next: 0.2 Count orders, 20 min
                          read    phase-0-baseline/labs/0.2-count-orders.md
                          edit    phase-0-baseline/src/main/java/dev/flinklabs/baseline/lab02/Orders.java
                          check   ./lab check 0.2
                        """);
    }

    @Test
    void a_lab_with_its_stub_is_not_done_and_says_what_to_do() {
        assertThat(user.lab("check", "0.1")).isEqualTo(1);
        assertThat(user.out())
                .isEqualTo(
                        """
                        ○ 0.1 Read orders     0 of 3     not done yet     0.12 s

                          Lab 0.1 is not done yet
                          What its tests will hold you to:

                          ○ reads_the_amount
                          ○ reads_the_time
                          ○ drops_what_is_broken

                          read    phase-0-baseline/labs/0.1-read-orders.md
                          edit    phase-0-baseline/src/main/java/dev/flinklabs/baseline/lab01/Orders.java
                          check   ./lab check 0.1
                        """);
        assertThat(directory.resolve(".lab/reports")).doesNotExist();
    }

    @Test
    void a_red_lab_shows_the_failure_and_keeps_the_trace() {
        course.solve("0.1", "time();", "");

        assertThat(user.lab("check", "0.1")).isEqualTo(1);
        assertThat(user.out())
                .isEqualTo(
                        """
                        0.1 Read orders     2 of 3     0.12 s

                        ✘ reads_the_time
                          The time is missing. Rule 2.                                     Orders.java:8

                        Whole traces, and what was printed: .lab/reports/0.1.txt
                        """);
        assertThat(course.read(".lab/reports/0.1.txt"))
                .contains(
                        "at Orders.read(Orders.java:8)",
                        "printed by the code",
                        "reads_the_amount: passed");
    }

    @Test
    void a_green_lab_names_the_discussion_and_the_next_lab() {
        course.solve("0.1", "time();", "");
        user.lab("check", "0.1");
        course.solve("0.1");

        assertThat(user.lab("check", "0.1")).isZero();
        assertThat(user.out())
                .isEqualTo(
                        """
                        ✔ 0.1 Read orders     3 of 3     0.12 s

                          Read    solutions/phase-0-baseline/discussions/0.1-read-orders.md
                          Next    0.2 Count orders: phase-0-baseline/labs/0.2-count-orders.md
                        """);
        assertThat(directory.resolve(".lab/reports/0.1.txt")).as("the red before").doesNotExist();
    }

    @Test
    void code_that_does_not_compile_is_a_verdict_of_its_own() {
        course.solve("0.1", "time();", "syntax error");

        assertThat(user.lab("check", "0.1")).isEqualTo(1);
        assertThat(user.out())
                .contains("✘ 0.1 Read orders     broken")
                .contains("  Orders.java:8: error: ';' expected")
                .endsWith(".lab/reports/0.1.txt\n");
    }

    @Test
    void without_an_id_it_checks_the_lab_in_hand() {
        course.solve("0.1");
        user.lab("check");
        assertThat(user.out()).contains("0.1 Read orders");
        user.lab("check");
        assertThat(user.out()).as("the first one is green").contains("0.2 Count orders");
        course.solve("0.1", "time();", "");
        user.lab("check", "0.1");
        user.lab("check");
        assertThat(user.out()).as("the last one checked is red").contains("0.1 Read orders");
    }

    @Test
    void when_every_lab_is_green_none_is_in_hand() {
        course.solve("0.1").solve("0.2");
        assertThat(user.lab("check", "all")).isZero();
        assertThat(user.lab("check")).isZero();
        assertThat(user.out()).contains("Every lab is green.");
        user.lab();
        assertThat(user.out()).endsWith("Every lab is green.\n");
    }

    @Test
    void many_labs_are_told_briefly_and_counted() {
        course.solve("0.1", "time();", "");

        assertThat(user.lab("check", "0")).isEqualTo(1);
        assertThat(user.out())
                .contains(
                        "✘ reads_the_time",
                        "○ 0.2 Count orders     0 of 3     not done yet     0.12 s\n")
                .containsPattern("2 labs: 1 red, 1 not done     \\d+\\.\\d\\d s\n$");
        assertThat(user.benchLog()).filteredOn(line -> line.startsWith("open")).hasSize(1);
    }

    @Test
    void the_reference_solution_is_green_and_changes_no_progress() {
        assertThat(user.lab("check", "all", "--solution")).isZero();
        assertThat(user.out()).contains("2 labs: 2 green");
        assertThat(directory.resolve(".lab/progress.json")).doesNotExist();
    }

    @Test
    void without_solutions_the_reference_cannot_be_checked() {
        Disk.delete(directory.resolve("solutions"));
        for (String word : new String[] {"0.1", "all"}) {
            assertThat(user.lab("check", word, "--solution")).isEqualTo(4);
            assertThat(user.err())
                    .startsWith("The reference solution of lab 0.1 is not in this edition")
                    .hasLineCount(1);
        }
    }

    @Test
    void an_author_sees_a_wrong_answer_or_an_alternative_whole() {
        assertThat(user.lab("check", "0.1", "--as", "no-time")).isEqualTo(1);
        assertThat(user.out())
                .contains(
                        "✘ reads_the_time",
                        "  The time is missing. Rule 2.",
                        ".lab/reports/0.1-no-time.txt");
        assertThat(directory.resolve(".lab/reports/0.1-no-time.txt")).content().contains("\tat ");
        assertThat(user.lab("check", "0.1", "--as", "the-other-way-round")).isZero();
        assertThat(user.out()).isEqualTo("✔ 0.1 Read orders     3 of 3     0.12 s\n");
        assertThat(directory.resolve(".lab/progress.json")).doesNotExist();
    }

    @Test
    void what_is_neither_a_wrong_answer_nor_an_alternative_is_refused() {
        assertThat(user.lab("check", "0.1", "--as", "no-tim")).isEqualTo(2);
        assertThat(user.err())
                .isEqualTo(
                        "Lab 0.1 has no wrong answer and no alternative 'no-tim'. Nearest: no-time,"
                                + " no-drop, no-amount.\n");
        assertThat(user.lab("check", "0", "--as", "no-time")).isEqualTo(2);
        assertThat(user.err()).startsWith("--as goes with the id of one lab");
    }

    @Test
    void a_json_report_fits_the_schema_and_stands_alone_on_the_output() throws IOException {
        course.solve("0.1", "time();", "");

        assertThat(user.lab("check", "all", "--json")).isEqualTo(1);
        JsonNode report = validReport();
        assertThat(report.get("exitCode").intValue()).isEqualTo(1);
        assertThat(report.findValuesAsText("outcome"))
                .containsExactly(
                        "failed",
                        "passed",
                        "failed",
                        "passed",
                        "not_done",
                        "not_done",
                        "not_done",
                        "not_done");
        assertThat(report.at("/labs/0/tests/1/where").textValue()).isEqualTo("Orders.java:8");
    }

    @Test
    void a_json_report_is_written_when_the_command_cannot_go_on() throws IOException {
        assertThat(user.lab("check", "9.9", "--json")).isEqualTo(2);
        assertThat(validReport().get("error").textValue())
                .contains("There is no lab or phase '9.9'");
        assertThat(user.err()).contains("There is no lab or phase '9.9'");
    }

    @Test
    void an_unknown_id_names_the_nearest_ones() {
        assertThat(user.lab("check", "0.3")).isEqualTo(2);
        assertThat(user.err())
                .contains(
                        "There is no lab or phase '0.3'. Nearest: 0.1 Read orders, 0.2 Count"
                                + " orders.");
        assertThat(user.out()).isEmpty();
    }

    @Test
    void an_unknown_command_names_the_nearest_one() {
        assertThat(user.lab("chek")).isEqualTo(2);
        assertThat(user.err())
                .startsWith("There is no command 'chek'. Nearest: check")
                .hasLineCount(1);
        assertThat(user.lab("0.1")).isEqualTo(2);
        assertThat(user.err())
                .startsWith("'0.1' is no command. Did you mean ./lab check 0.1?")
                .hasLineCount(1);
        assertThat(user.lab("dev", "starter")).isEqualTo(2);
        assertThat(user.err())
                .startsWith("There is no command 'starter'. Nearest: starters, ")
                .hasLineCount(1);
        assertThat(user.lab("dev")).isEqualTo(2);
        assertThat(user.err()).contains("./lab dev --help").hasLineCount(1);
    }

    @Test
    void an_unknown_option_names_the_nearest_one() {
        assertThat(user.lab("check", "--solutions")).isEqualTo(2);
        assertThat(user.err())
                .isEqualTo(
                        "There is no option '--solutions'. Nearest: --solution. ./lab check --help"
                                + " shows what there is.\n");
        assertThat(user.lab("check", "0.1", "0.2")).isEqualTo(2);
        assertThat(user.err()).startsWith("'0.2' is one word too many.").hasLineCount(1);
    }

    @Test
    void help_shows_the_students_command_first() {
        assertThat(user.lab("--help")).isZero();
        assertThat(user.out())
                .containsSubsequence(
                        "\n  check ",
                        "\n  hint ",
                        "\n  reset ",
                        "\n  reveal ",
                        "\n  restore ",
                        "\n  doctor ",
                        "\n  prove ",
                        "\n  dev ")
                .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 80));
        assertThat(user.lab("check", "--help")).isZero();
        assertThat(user.out())
                .contains("--solution", "--json")
                .as("that is for authors")
                .doesNotContain("--as");
    }

    @Test
    void a_broken_page_stops_everything_with_a_sentence() {
        course.write(SmallCourse.page("0.2", "count-orders"), "# No front matter\n");
        for (String[] command : new String[][] {{}, {"check"}, {"prove"}, {"dev", "starters"}}) {
            assertThat(user.lab(command)).isEqualTo(3);
            assertThat(user.err())
                    .startsWith(PHASE + "/labs/0.2-count-orders.md:1: ")
                    .hasLineCount(1);
        }
    }

    @Test
    void a_test_too_many_or_too_few_is_a_fault_of_the_course() {
        course.solve("0.1")
                .write(SmallCourse.test("0.1"), "reads_the_amount | amount(); | Rule 1.\n");

        assertThat(user.lab("check", "0.1")).isEqualTo(3);
        assertThat(user.out())
                .contains(
                        "The page of lab 0.1 names 3 tests, but 1 ran.",
                        "git status shows which. Where that is meant, the page says 'tests: 1'.",
                        "This is a fault of the course, not of your solution.",
                        ".lab/reports/0.1.txt");
        assertThat(directory.resolve(".lab/progress.json"))
                .as("it counts for nothing")
                .doesNotExist();
    }

    @Test
    void an_unknown_need_is_a_fault_of_the_course() {
        String page = SmallCourse.page("0.1", "read-orders");
        course.write(page, course.read(page).replace("needs: []", "needs: [kafak]"));

        assertThat(user.lab("check", "all")).isEqualTo(3);
        assertThat(user.out())
                .contains("needs 'kafak', which the coach does not know. Nearest: kafka");
    }

    @Test
    void a_lab_whose_need_is_absent_is_not_run_aloud() {
        String page = SmallCourse.page("0.1", "read-orders");
        course.write(page, course.read(page).replace("needs: []", "needs: [docker]"));
        user.needs(
                new Needs(
                        Map.of("docker", () -> Optional.of("There is no Docker here: start it."))));

        assertThat(user.lab("check", "0.1")).isEqualTo(4);
        assertThat(user.out())
                .contains("○ 0.1 Read orders     not run\n\n  There is no Docker here: start it.");
        assertThat(user.lab("check", "all")).as("red comes before not run").isEqualTo(1);
        assertThat(user.benchLog()).noneMatch(line -> line.contains("0.1"));
    }

    @Test
    void a_file_where_a_directory_should_be_is_told_with_what_to_do() {
        course.write("target", "");

        assertThat(user.lab("check", "0.1")).isEqualTo(4);
        assertThat(user.err())
                .isEqualTo(
                        "%s is a file, and a directory is needed there. Move it away, then run the same command again.\n"
                                .formatted(directory.resolve("target")));
    }

    @Test
    void a_verdict_is_shown_even_when_it_cannot_be_kept() {
        course.write(".lab", "").solve("0.1");

        assertThat(user.lab("check", "0.1")).isEqualTo(4);
        assertThat(user.out()).startsWith("✔ 0.1 Read orders");
        assertThat(user.err()).contains(".lab is a file, and a directory is needed there.");
    }

    @Test
    void a_fault_of_the_coach_is_one_sentence_with_its_trace_kept() {
        user.benches(
                phase -> {
                    throw new IllegalStateException("bench lost");
                });

        assertThat(user.lab("check", "0.1")).isEqualTo(3);
        assertThat(user.err())
                .isEqualTo(
                        "The coach itself failed: java.lang.IllegalStateException: bench lost. Its"
                                + " trace is in .lab/reports/coach-error.txt.\n");
        assertThat(course.read(".lab/reports/coach-error.txt"))
                .contains("./lab check 0.1", "at dev.flinklabs.coach.LabCommandTest");
    }

    @Test
    void nothing_is_left_behind() throws IOException {
        user.lab("check", "all");
        user.lab("prove");
        try (var left = Files.list(directory.resolve("target/workspaces"))) {
            assertThat(left).isEmpty();
        }
        assertThat(user.benchLog())
                .filteredOn(line -> line.startsWith("close"))
                .hasSameSizeAs(
                        user.benchLog().stream().filter(line -> line.startsWith("open")).toList());
    }

    @Test
    void starters_are_compared_and_written() {
        assertThat(user.lab("dev", "starters", "--check")).isZero();

        course.solve("0.1")
                .write(PHASE + "/src/main/java/dev/flinklabs/baseline/lab02/Stray.java", "");
        assertThat(user.lab("dev", "starters", "--check")).isEqualTo(3);
        assertThat(user.out())
                .contains(
                        "lab01/Orders.java is not what its solution gives.",
                        "lab02/Stray.java has no solution to be cut from.");

        assertThat(user.lab("dev", "starters")).isEqualTo(3);
        assertThat(user.out())
                .contains(
                        SmallCourse.starter("0.1") + " was edited and is kept",
                        "./lab dev starters --force overwrites it.")
                .doesNotContain("wrote");
        assertThat(course.read(SmallCourse.starter("0.1"))).contains("amount()");

        assertThat(user.lab("dev", "starters", "--force"))
                .as("the stray is left to its author")
                .isEqualTo(3);
        assertThat(user.out()).contains("wrote " + SmallCourse.starter("0.1"));
        assertThat(course.read(SmallCourse.starter("0.1"))).doesNotContain("SOLUTION", "amount()");
    }

    private JsonNode validReport() throws IOException {
        JsonNode report = new ObjectMapper().readTree(user.out());
        try (InputStream schema = JsonReport.class.getResourceAsStream("report.schema.json")) {
            JsonSchema valid = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
            assertThat(valid.validate(report)).isEmpty();
        }
        return report;
    }
}
