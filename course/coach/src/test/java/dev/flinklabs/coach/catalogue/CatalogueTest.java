package dev.flinklabs.coach.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.coach.SmallCourse;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.trouble.Trouble;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class CatalogueTest {

    private static final String PAGE = "phase-2-jobs/labs/2.7-unpaid-orders.md";
    private static final String WHOLE =
            """
            ---
            id: "2.7"
            title: Unpaid orders
            minutes: 40
            edit: ["src/main/java/dev/flinklabs/jobs/lab07/**"]
            starter: blank
            tests: 9
            topics: [keyed state, recovery]
            after: ["2.5"]
            needs: []
            ---
            # 2.7 Unpaid orders
            """;

    @TempDir Path directory;

    private SmallCourse course;

    @BeforeEach
    void a_course() {
        course = SmallCourse.emptyIn(directory);
    }

    @Test
    void a_page_declares_its_lab() {
        course.write(PAGE, WHOLE);

        assertThat(course.catalogue().labs())
                .containsExactly(
                        new Lab(
                                "2.7",
                                "Unpaid orders",
                                directory.resolve("phase-2-jobs"),
                                directory.resolve(PAGE),
                                40,
                                List.of("src/main/java/dev/flinklabs/jobs/lab07/**"),
                                "blank",
                                9,
                                List.of("keyed state", "recovery"),
                                List.of("2.5"),
                                List.of(),
                                Duration.ofSeconds(60)));
    }

    @Test
    void a_page_may_set_its_own_limit() {
        course.write(PAGE, WHOLE.replace("needs: []", "needs: [kafka]\nlimit: 90"));
        assertThat(course.lab("2.7").limit()).isEqualTo(Duration.ofSeconds(90));
        assertThat(course.lab("2.7").needs()).containsExactly("kafka");
    }

    @Test
    void labs_are_ordered_by_phase_and_by_number() {
        page("10.1", "phase-10-late");
        page("2.10", "phase-2-jobs");
        page("2.2", "phase-2-jobs");
        page("0.1", "phase-0-baseline");

        assertThat(course.catalogue().labs())
                .extracting(Lab::id)
                .containsExactly("0.1", "2.2", "2.10", "10.1");
    }

    @Test
    void a_phase_has_the_title_of_its_readme() {
        page("0.1", "phase-0-baseline");
        page("2.2", "phase-2-jobs");
        course.write("phase-0-baseline/README.md", "Words.\n\n# Phase 0 · Baseline\n\n# Another\n");

        assertThat(course.catalogue().phases())
                .extracting(Phase::title)
                .containsExactly("Phase 0 · Baseline", "phase-2-jobs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    id: "2.7"          | id: 2.7            | 2 | without quotes 2.7 is a number, and 2.10 is then 2.1. Write "2.7".
                    id: "2.7"          | id: two            | 2 | 'two' is no id.
                    id: "2.7"          | id: "2.07"         | 2 | '2.07' is no id.
                    id: "2.7"          | id: "2.8"          | 2 | the id is 2.8, but the page's name says 2.7.
                    id: "2.7"          | id: [2]            | 2 | 'id' holds something that is no id.
                    title: Unpaid orders | title: 27        | 3 | 'title' must be text
                    title: Unpaid orders | titel: x         | 3 | the key 'titel' is unknown. Did you mean 'title'?
                    title: Unpaid orders | title: x: y      | 3 | this is not YAML
                    minutes: 40        | minutes: forty     | 4 | 'minutes' must be a whole number, one or more.
                    minutes: 40        | minutes: 0         | 4 | 'minutes' must be a whole number, one or more.
                    minutes: 40        | minutes: 4.5       | 4 | 'minutes' must be a whole number, one or more.
                    minutes: 40        | title: again       | 4 | the key 'title' stands here for the second time.
                    ["src/main/java/dev/flinklabs/jobs/lab07/**"] | [] | 5 | 'edit' names nothing
                    ["src/main/java/dev/flinklabs/jobs/lab07/**"] | a  | 5 | 'edit' must be a list
                    "src/main/java/dev/flinklabs/jobs/lab07/**" | "src/main/[" | 5 | 'src/main/[' is no glob
                    "src/main/java/dev/flinklabs/jobs/lab07/**" | "src/test/**" | 5 | 'src/test/**' must begin with src/main/
                    after: ["2.5"]     | after: [2.5]       | 9 | without quotes 2.5 is a number
                    needs: []          | needs: []%limit: no | 11 | 'limit' must be a whole number
                    needs: []          | needs: []%limit: 0 | 11 | 'limit' must be a whole number
                    needs: []          | limit: 5           | 1 | the key 'needs' is missing.
                    """)
    void a_page_that_is_not_as_it_must_be_is_refused_with_its_line(
            String right, String wrong, int line, String sentence) {
        assertThat(WHOLE).contains(right);
        course.write(PAGE, WHOLE.replace(right, wrong.replace('%', '\n')));

        assertBroken(PAGE + ":" + line + ": " + sentence);
    }

    @Test
    void a_page_without_front_matter_is_refused() {
        course.write(PAGE, "# 2.7 Unpaid orders\n");
        assertBroken(PAGE + ":1: a page begins with front matter");
        course.write(PAGE, "---\nid: \"2.7\"\n");
        assertBroken(PAGE + ":1: the front matter is not closed");
        course.write(PAGE, "---\n- id\n---\n");
        assertBroken(PAGE + ":2: the front matter is not a list of keys and values.");
        course.write(PAGE, "");
        assertBroken(PAGE + ":1: a page begins with front matter");
    }

    @Test
    void a_page_in_the_wrong_place_is_refused() {
        course.write("phase-3-deep/labs/2.7-unpaid-orders.md", WHOLE);
        assertBroken(
                "phase-3-deep/labs/2.7-unpaid-orders.md:2: the id is 2.7, but the page lies in"
                        + " phase 3.");
    }

    @Test
    void a_page_with_another_kind_of_name_is_refused() {
        course.write("phase-2-jobs/labs/Unpaid.md", WHOLE);
        assertBroken("phase-2-jobs/labs/Unpaid.md:1: a page is named by its id");
    }

    @Test
    void an_id_that_is_used_twice_is_refused() {
        course.write(PAGE, WHOLE);
        course.write("phase-2-jobs/labs/2.7-again.md", WHOLE);
        assertBroken(
                "phase-2-jobs/labs/2.7-unpaid-orders.md:2: the id 2.7 is already that of"
                        + " phase-2-jobs/labs/2.7-again.md.");
    }

    @Test
    void every_defect_of_every_page_is_named_at_once() {
        course.write(
                PAGE, WHOLE.replace("minutes: 40", "minutes: x").replace("tests: 9", "tests: x"));
        course.write("phase-0-baseline/labs/0.1-a.md", "");

        assertThatThrownBy(course::catalogue)
                .hasMessageContainingAll("0.1-a.md:1", ".md:4", ".md:7");
    }

    @Test
    void a_directory_without_labs_is_no_course() {
        assertBroken(directory + " holds no labs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "phase-2", "phase-2-jobs", "PHASE-2"})
    void a_phase_is_found_by_its_number_or_name(String word) {
        page("2.7", "phase-2-jobs");
        page("2.10", "phase-2-jobs");
        page("0.1", "phase-0-baseline");

        assertThat(course.catalogue().find(word))
                .extracting(Lab::id)
                .containsExactly("2.7", "2.10");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "all, 0.1 0.2",
        "read-orders, 0.1",
        "READ, 0.1",
        "count orders, 0.2",
        "Count O, 0.2"
    })
    void labs_are_found_by_what_somebody_may_type(String word, String ids) {
        SmallCourse.in(directory);
        assertThat(course.catalogue().find(word))
                .extracting(Lab::id)
                .containsExactly(ids.split(" "));
    }

    @Test
    void a_word_that_fits_nothing_names_the_nearest_labs() {
        SmallCourse.in(directory);
        Catalogue catalogue = course.catalogue();
        assertUnknown(catalogue, "cuont-orders", "Nearest: 0.2 Count orders, 0.1 Read orders.");
        assertUnknown(catalogue, "0.22", "Nearest: 0.2 Count orders, 0.1 Read orders.");
        assertUnknown(catalogue, "", "There is no lab or phase ''.");
        assertUnknown(catalogue, "7", "There is no lab or phase '7'.");
    }

    @Test
    void a_word_that_fits_two_labs_names_both() {
        SmallCourse.in(directory).lab("0.3", "Read payments", "read-payments");
        assertUnknown(
                course.catalogue(),
                "read",
                "'read' fits more than one lab: 0.1 Read orders, 0.3 Read payments. Say which by"
                        + " its id.");
    }

    private void page(String id, String phase) {
        course.write(phase + "/labs/" + id + "-a-lab.md", SmallCourse.frontMatter(id, "A lab"));
    }

    private void assertBroken(String sentence) {
        assertThatThrownBy(course::catalogue)
                .hasMessageStartingWith(sentence)
                .isInstanceOfSatisfying(
                        Trouble.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.COURSE_BROKEN));
    }

    private static void assertUnknown(Catalogue catalogue, String word, String sentence) {
        assertThatThrownBy(() -> catalogue.find(word))
                .hasMessageContaining(sentence)
                .isInstanceOfSatisfying(
                        Trouble.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
    }
}
