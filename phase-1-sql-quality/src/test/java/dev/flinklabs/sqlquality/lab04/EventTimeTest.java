package dev.flinklabs.sqlquality.lab04;

import static dev.flinklabs.sqlquality.lab04.Shop.ORDERS;
import static dev.flinklabs.sqlquality.lab04.Shop.SALES;
import static dev.flinklabs.sqlquality.lab04.Shop.TABLE;
import static dev.flinklabs.sqlquality.lab04.Shop.cancelled;
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
                .columns("order_id", "order_time")
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
    void the_session_keeps_the_zone_of_whoever_runs_the_script() {
        story.output(TABLE)
                .where("order_id", "o-2")
                .columns("order_id", "clock")
                .given(
                        "The session is in Asia/Kolkata, where clocks showed 15:31 when o-2 was placed at 10:01 UTC.")
                .rule(5, "the script runs in the zone of whoever runs it, and sets none.")
                .question("Whose clock do the other statements of this session go by now?")
                .are("('o-2', '2026-01-01 15:31:00.250')");
    }

    @Test
    void orders_are_added_up_by_the_five_minutes_in_which_they_were_placed() {
        salesOf("2026-01-01T09:55:00Z", "2026-01-01T10:00:00Z")
                .given(
                        "o-1 was placed at 09:58 (later paid, then cancelled), o-8 at 09:59:59.999, o-9 at 10:00 sharp; nothing before 09:55.")
                .rule(
                        2,
                        "a row adds up the orders placed in its five minutes, the first instant included; no order, no row.")
                .question("Which events does your script add up, what of each, and by which time?")
                .are("('2026-01-01T10:00:00Z', 2, 900)");
    }

    @Test
    void an_order_that_is_up_to_thirty_seconds_out_of_order_is_added_up() {
        salesOf("2026-01-01T10:05:00Z")
                .columns("window_end", "orders")
                .given(
                        "Of the five minutes to 10:05: o-9 and o-2 in order, o-5 and o-6 30 s out of order.")
                .rule(3, "an order counts that is up to 30 s older than the newest before it.")
                .question("What may still arrive once your watermark has passed a moment?")
                .are("('2026-01-01T10:05:00Z', 4)");
    }

    @Test
    void a_row_leaves_when_every_partition_is_thirty_seconds_past_its_end_and_no_sooner() {
        leavesInTime(
                endsOfSales().by("one ticked"),
                "One partition has come to 10:05:30, the other to 10:05:29.900, and is silent for a while.",
                "('2026-01-01T10:00:00Z')");
        leavesInTime(
                endsOfSales(),
                "Both partitions have come to 10:05:30, and the topic goes on.",
                "('2026-01-01T10:00:00Z')",
                "('2026-01-01T10:05:00Z')");
    }

    /** Each wait is for what shows that a partition has been read so far. */
    private static void tell(SqlStory s) {
        s.moment("before the start")
                .send(ORDERS, 0, "paid", paid("09:52:00"))
                .send(ORDERS, 0, "o-1", placed("o-1", 100, "09:58:00"))
                .send(ORDERS, 0, "o-8", placed("o-8", 800, "09:59:59.999"))
                .send(ORDERS, 0, "o-9", placed("o-9", 900, "10:00:00"))
                .send(ORDERS, 0, "paid", paid("09:58:30"))
                .send(ORDERS, 0, "cancelled", cancelled("09:59:00"))
                .send(ORDERS, 0, "o-3", placed("o-3", 300, "10:05:10"))
                .send(ORDERS, 1, "o-2", placed("o-2", 200, "10:01:00.250"))
                .send(ORDERS, 1, "o-4", placed("o-4", 400, "10:05:05"))
                .start()
                .query(
                        TABLE,
                        """
                        SELECT order_id, order_time, CAST(TO_TIMESTAMP_LTZ(event_time, 3) AS STRING) AS clock
                        FROM orders""")
                .until(SALES, 1)
                .moment("out of order")
                .send(ORDERS, 1, "o-5", placed("o-5", 500, "10:04:35"))
                .moment("one ticked")
                .send(ORDERS, 1, "paid", paid("10:05:29.900"))
                .send(ORDERS, 0, "tick", paid("10:05:30"))
                // More than are to come: what comes too early comes now.
                .until(SALES, 2)
                .moment("both ticked")
                .send(ORDERS, 1, "o-6", placed("o-6", 600, "10:04:59.900"))
                .send(ORDERS, 1, "tick", paid("10:05:30"))
                .until(TABLE, 14)
                .until(SALES, 2);
    }

    private static OutputCheck salesOf(String... windowEnds) {
        return story.rows(SALES).where("window_end", (Object[]) windowEnds);
    }

    /** Rows before 10:00 are the concern of rule 2. */
    private static OutputCheck endsOfSales() {
        return salesOf("2026-01-01T10:00:00Z", "2026-01-01T10:05:00Z", "2026-01-01T10:10:00Z")
                .columns("window_end");
    }

    private static void leavesInTime(OutputCheck ends, String fact, String... expected) {
        ends.given(fact)
                .rule(
                        4,
                        "a row leaves when each partition is 30 s past its end. No row leaves sooner.")
                .question(
                        "What does your script wait for before it says that five minutes are over?")
                .are(expected);
    }
}
