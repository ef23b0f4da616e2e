package dev.flinklabs.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.failure.NotDone;
import dev.flinklabs.testkit.script.ScriptFailure;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import java.util.ArrayList;
import java.util.List;

/** The story catches what it is for, and its failures teach. */
class SqlStoryTest {

    private static final String SALES = "sales";
    private static final String REVENUE = "revenue";
    private static final String ROW = "(NULL, '{\"product\":\"p-1\",\"cents\":500}')";

    @Test
    void a_window_is_seen_at_its_watermark_while_the_input_goes_on() throws Exception {
        SqlStory story = toldWith("revenue.sql");

        assertThatCode(() -> check(story).are(ROW)).doesNotThrowAnyException();
    }

    @Test
    void a_topic_of_json_is_read_as_rows_with_columns() throws Exception {
        SqlStory story = toldWith("revenue.sql");

        assertThatCode(() -> story.rows(REVENUE).where("product", "p-1").are("('p-1', 500)"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_session_is_in_the_time_zone_that_the_story_says() throws Exception {
        SqlStory story =
                story("revenue.sql")
                        .sessionTimeZone("Asia/Kolkata")
                        .told(
                                s ->
                                        s.moment("sales")
                                                .sendToEach(SALES, "p-1", sale("p-1", 200, 0))
                                                .start()
                                                .query(
                                                        "read",
                                                        "SELECT CAST(t AS STRING) FROM sales")
                                                .until("read", 2));
        story.tellOnce(SqlStoryTest.class);

        assertThatCode(
                        () ->
                                story.output("read")
                                        .are(
                                                "('1970-01-01 05:30:00.000')",
                                                "('1970-01-01 05:30:00.000')"))
                .doesNotThrowAnyException();
    }

    @Test
    void what_a_story_keeps_is_closed_after_it_the_last_one_first() throws Exception {
        List<String> closed = new ArrayList<>();
        SqlStory story =
                story("revenue.sql")
                        .told(
                                s -> {
                                    s.keep(() -> closed.add("database"));
                                    s.keep(() -> closed.add("capture"));
                                });

        story.tellOnce(SqlStoryTest.class);

        assertThat(closed).containsExactly("capture", "database");
    }

    @Test
    void a_result_that_only_the_end_would_bring_is_told_as_silence() {
        assertThatThrownBy(() -> toldWith("revenue-late.sql"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageMatching(
                        """
                        (?s)Nothing came out. Looked for in: revenue.
                        The job is: Source: .*sales -> .*revenue.*
                        It runs, and its source has read 4 records.
                        The broker is at localhost:\\d+ this time.
                        How far has a record come, and where does it stop\\?
                        More: docs/errors/nothing-came-out.md

                        .*
                        out .* · nothing""");
    }

    @Test
    void a_row_that_differs_is_told_with_the_rule_and_a_picture_of_what_arrived() throws Exception {
        SqlStory story = toldWith("revenue.sql");

        assertThatThrownBy(() -> check(story).are("(NULL, 'six')"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage(
                        """
                        Two sales of p-1 lie in the first minute.
                        Missing: (NULL, 'six')
                        Came out instead: (NULL, '{"product":"p-1","cents":500}')
                        Rule 2: a minute is told when its watermark has passed.
                        What does your watermark wait for?

                                 sales                                         both ticked
                        sales 0  ● p-1                                         ● tick
                        sales 1  ● p-1                                         ● tick
                        out                      {"product":"p-1","cents":500} ●""");
    }

    @Test
    void a_script_that_writes_nowhere_is_not_done() {
        assertThatThrownBy(() -> toldWith("revenue-not-done.sql"))
                .isInstanceOf(NotDone.class)
                .hasMessage(
                        "Lab 9.9 is not done yet: no statement in revenue-not-done.sql writes to revenue.");
    }

    @Test
    void lines_that_a_job_prints_are_an_output_also_from_a_statement_set() throws Exception {
        SqlStory story =
                SqlStory.ofLab("9.9", "revenue-printed.sql")
                        .topic(SALES, 1)
                        .writesTo("revenue")
                        .printsTo("lines")
                        .told(
                                s ->
                                        s.moment("sales")
                                                .send(SALES, 0, "p-1", sale("p-1", 200, 10_000))
                                                .start()
                                                .until("lines", 1));
        story.tellOnce(SqlStoryTest.class);

        assertThatCode(() -> story.output("lines").are("('+I[p-1, 200]')"))
                .doesNotThrowAnyException();
    }

    @Test
    void an_empty_script_is_not_done() {
        assertThatThrownBy(() -> toldWith("revenue-empty.sql"))
                .isInstanceOf(NotDone.class)
                .hasMessage(
                        "Lab 9.9 is not done yet: no statement in revenue-empty.sql writes to revenue.");
    }

    @Test
    void a_syntax_error_is_told_with_the_line_in_the_file() {
        assertThatThrownBy(() -> toldWith("revenue-syntax.sql"))
                .isInstanceOf(ScriptFailure.class)
                .hasMessageStartingWith(
                        "Flink does not take revenue-syntax.sql:3.\n  cents   BIGNIT NOT,\n")
                .hasMessageContaining("Encountered \",\" here.");
    }

    @Test
    void an_unknown_column_is_told_with_the_line_in_the_file() {
        assertThatThrownBy(() -> toldWith("revenue-unknown-column.sql"))
                .isInstanceOf(ScriptFailure.class)
                .hasMessageStartingWith("Flink does not take revenue-unknown-column.sql:19.")
                .hasMessageContaining("Column 'pence' not found in any table");
    }

    @Test
    void an_unknown_variable_is_told_with_those_that_there_are() {
        assertThatThrownBy(() -> toldWith("revenue-variable.sql"))
                .isInstanceOf(ScriptFailure.class)
                .hasMessageStartingWith("Flink does not take revenue-variable.sql:8.")
                .hasMessageContaining(
                        "${sails} is no variable here."
                                + " There are ${group}, ${kafka.bootstrap}, ${revenue}, ${sales}.");
    }

    @Test
    void a_record_that_kills_the_job_is_told() {
        SqlStory story =
                story("revenue.sql")
                        .told(
                                s ->
                                        s.moment("sales")
                                                .start()
                                                .send(SALES, 0, "p-1", "{\"product\":")
                                                .until(REVENUE, 1));

        assertThatThrownBy(() -> story.tellOnce(SqlStoryTest.class))
                .isInstanceOf(JobFailure.class)
                .hasMessage(
                        """
                        The job failed.
                        IOException: Failed to deserialize JSON '{"product":'.
                        Caused by JsonEOFException: Unexpected end-of-input within/between Object entries
                        More: docs/errors/failed-to-deserialize-json.md""");
    }

    private static OutputCheck check(SqlStory story) {
        return story.output(REVENUE, "key", "value")
                .given("Two sales of p-1 lie in the first minute.")
                .rule(2, "a minute is told when its watermark has passed.")
                .question("What does your watermark wait for?");
    }

    private static SqlStory story(String script) {
        return SqlStory.ofLab("9.9", script).topic(SALES, 2).topic(REVENUE, 1).writesTo("revenue");
    }

    private static SqlStory toldWith(String script) throws Exception {
        SqlStory story =
                story(script)
                        .told(
                                s ->
                                        s.moment("sales")
                                                .send(SALES, 0, "p-1", sale("p-1", 200, 10_000))
                                                .send(SALES, 1, "p-1", sale("p-1", 300, 59_000))
                                                .start()
                                                .moment("both ticked")
                                                .send(SALES, 0, "tick", sale("tick", 0, 60_000))
                                                .send(SALES, 1, "tick", sale("tick", 0, 60_000))
                                                .until(REVENUE, 1));
        story.tellOnce(SqlStoryTest.class);
        return story;
    }

    private static String sale(String product, int cents, long at) {
        return "{\"product\":\"%s\",\"cents\":%d,\"sold_at\":%d}".formatted(product, cents, at);
    }
}
