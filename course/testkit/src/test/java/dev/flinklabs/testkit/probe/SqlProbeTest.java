package dev.flinklabs.testkit.probe;

import dev.flinklabs.testkit.story.SqlStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One query over a table without a broker. */
@Tag("probe-sql")
class SqlProbeTest {

    @RegisterExtension
    static final SqlStory STORY =
            SqlStory.ofLab("0.0", "numbers.sql")
                    .declares("numbers")
                    .told(
                            story ->
                                    story.moment("the query runs")
                                            .start()
                                            .query("evens", "SELECT n FROM numbers WHERE n % 2 = 0")
                                            .until("evens", 2));

    @Test
    void even_numbers_come_out() {
        STORY.output("evens", "n").rule(1, "even numbers come out").are("(2)", "(4)");
    }
}
