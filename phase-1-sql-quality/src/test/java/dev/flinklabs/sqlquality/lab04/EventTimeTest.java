package dev.flinklabs.sqlquality.lab04;

import static dev.flinklabs.sqlquality.lab04.Shop.ORDERS;
import static dev.flinklabs.sqlquality.lab04.Shop.SALES;
import static dev.flinklabs.sqlquality.lab04.Shop.TABLE;
import static dev.flinklabs.sqlquality.lab04.Shop.paid;
import static dev.flinklabs.sqlquality.lab04.Shop.placed;

import dev.flinklabs.marketplace.generator.GeneratorSettings;
import dev.flinklabs.testkit.story.OutputCheck;
import dev.flinklabs.testkit.story.SqlStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

@Tag("1.4")
class EventTimeTest {

    @RegisterExtension
    static final SqlStory story =
            Shop.inSession("Asia/Kolkata")
                    .fed(
                            GeneratorSettings.ofSeed(4)
                                    .meanGap(Duration.ofSeconds(45))
                                    .topic(ORDERS, t -> t.disorder(Duration.ofSeconds(25))))
                    .told(EventTimeTest::tell);

    @Test
    void order_time_is_the_moment_at_which_the_order_was_placed() {
        story.output(TABLE)
                .where("order_id", "o-2")
                .given("Order o-2 was placed at 10:01:00.250 UTC. The session is in Asia/Kolkata.")
                .rule(1, "order_time is the moment that event_time names, to the millisecond.")
                .question("Which unit, and which zone, does your expression take the number for?")
                .are("('o-2', TIMESTAMP '2026-01-01 10:01:00.250Z')");
    }

    @Test
    void order_time_has_a_type_that_means_the_same_moment_everywhere() {
        story.columnsOf(TABLE)
                .where("column", "order_time")
                .given("This is the column order_time of your table.")
                .rule(1, "order_time is a TIMESTAMP_LTZ(3) and tells event time.")
                .question(
                        "Which of the types is a moment, and which one a dial that somebody reads?")
                .are("('order_time', 'TIMESTAMP_LTZ(3) *ROWTIME*')");
    }

    @Test
    void orders_are_added_up_by_the_five_minutes_in_which_they_were_placed() {
        salesOf("2026-01-01T10:00:00Z")
                .given(
                        "o-1 was placed at 09:58 and paid at 09:58:30; o-9 was placed at 10:00 sharp.")
                .rule(
                        2,
                        "a row adds up the orders placed in its five minutes, the first instant included.")
                .question("What decides to which window an order belongs?")
                .are("('2026-01-01T10:00:00Z', 1, 100)");
    }

    @Test
    void an_order_that_is_up_to_thirty_seconds_out_of_order_is_added_up() {
        salesOf("2026-01-01T10:05:00Z")
                .given(
                        "Of the five minutes to 10:05: o-9 and o-2 in order, o-5 30 s and o-6 5 s out of order.")
                .rule(3, "an order counts that is up to 30 s older than the newest before it.")
                .question("What may still arrive once your watermark has passed a moment?")
                .are("('2026-01-01T10:05:00Z', 4, 2200)");
    }

    @Test
    void a_row_leaves_when_every_partition_is_thirty_seconds_past_its_end_and_no_sooner() {
        story.rows(SALES, "window_end")
                .given(
                        "Both partitions have come to 10:05:30, and the topic goes on. Nobody ordered before 09:55.")
                .rule(
                        4,
                        "a row leaves when each partition is 30 s past its end. No row leaves sooner.")
                .question(
                        "What does your script wait for before it says that five minutes are over?")
                .are("('2026-01-01T10:00:00Z')", "('2026-01-01T10:05:00Z')");
    }

    /** Each wait is for what shows that a partition has been read so far. */
    private static void tell(SqlStory s) {
        s.moment("before the start")
                .send(ORDERS, 0, "paid", paid("09:52:00"))
                .send(ORDERS, 0, "o-1", placed("o-1", 100, "09:58:00"))
                .send(ORDERS, 0, "o-9", placed("o-9", 900, "10:00:00"))
                .send(ORDERS, 0, "paid", paid("09:58:30"))
                .send(ORDERS, 0, "o-3", placed("o-3", 300, "10:05:10"))
                .send(ORDERS, 1, "o-2", placed("o-2", 200, "10:01:00.250"))
                .send(ORDERS, 1, "o-4", placed("o-4", 400, "10:05:05"))
                .start()
                .query(TABLE, "SELECT order_id, order_time FROM orders")
                .until(SALES, 1)
                .moment("out of order")
                .send(ORDERS, 1, "o-5", placed("o-5", 500, "10:04:35"))
                .moment("one ticked")
                .send(ORDERS, 0, "tick", paid("10:05:30"))
                .send(ORDERS, 1, "o-6", placed("o-6", 600, "10:04:59.999"))
                .moment("both ticked")
                .send(ORDERS, 1, "tick", paid("10:05:30"))
                .until(TABLE, 11)
                .until(SALES, 2);
    }

    private static OutputCheck salesOf(String windowEnd) {
        return story.rows(SALES).where("window_end", windowEnd);
    }
}
