package dev.flinklabs.ops.lab16;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;
import dev.flinklabs.marketplace.Topics;
import dev.flinklabs.marketplace.generator.GeneratorSettings;
import dev.flinklabs.testkit.story.OutputCheck;
import dev.flinklabs.testkit.story.ProgramStory;
import dev.flinklabs.testkit.timeline.Day;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

@Tag("3.16")
class SalesJobTest {

    static final String ORDERS = Topics.ORDER;
    static final String SALES = "sales";
    static final String ASIDE = "orders.aside";

    /** Of two subtasks of a source each has two, the even ones and the odd ones. */
    static final int PARTITIONS = 4;

    private static final String ALL_ARE_PAST = "2 is past";
    private static final String A_LITTLE_AHEAD = "10:46:00.001";
    private static final Instant IN_FIVE_YEARS = Instant.parse("2031-03-02T10:00:00Z");

    private static Optional<Instant> time;
    private static Optional<Instant> timeAfterWrongClocks;

    /** What {@code ./lab run} shows: half of the job in silence, and now and then a wrong clock. */
    static final ProgramStory run =
            ProgramStory.ofLab("3.16", SalesJob::main)
                    .arguments(arguments(Duration.ofSeconds(2)))
                    .topic(ORDERS, 2)
                    .topic(SALES, 1)
                    .topic(ASIDE, 1)
                    .fed(
                            GeneratorSettings.ofSeed(16)
                                    .meanGap(Duration.ofMinutes(1))
                                    .fastClocks(0.01, Duration.ofDays(5 * 365))
                                    .topic(
                                            ORDERS,
                                            t ->
                                                    t.partitions(2)
                                                            .disorder(Duration.ofSeconds(20))
                                                            .idle(1, Duration.ZERO)));

    /**
     * No partition counts as silent here, for an hour is longer than any test. Where nothing is
     * due, the story waits longer than it would for a partition that somebody takes to be silent
     * after a second.
     */
    @RegisterExtension
    static final ProgramStory story =
            ProgramStory.ofLab("3.16", SalesJob::main)
                    .arguments(arguments(Duration.ofHours(1)))
                    .patience(Duration.ofMillis(1500))
                    .topic(ORDERS, PARTITIONS)
                    .topic(SALES, 1)
                    .topic(ASIDE, 1)
                    .told(
                            s -> {
                                s.moment("orders")
                                        .stamped(Day.at("10:10:00"))
                                        .send(ORDERS, 0, "p-1", paid("p-1", 100, "10:09:50"))
                                        .send(ORDERS, 0, "p-1", paid("p-1", 20, "10:09:25"))
                                        .send(ORDERS, 1, "p-2", paid("p-2", 7, "10:02"))
                                        .send(ORDERS, 3, "p-2", paid("p-2", 300, "10:04"))
                                        .start()
                                        .moment("0, 1 and 3 are past")
                                        .stamped(Day.at("10:10:31"))
                                        .sendToEach(ORDERS, "10:10:29.999", placed("10:10:29.999"))
                                        .send(ORDERS, 0, "10:10:30", placed("10:10:30"))
                                        .send(ORDERS, 1, "10:10:30", shipped("10:10:30"))
                                        .send(ORDERS, 3, "10:10:30", cancelled("10:10:30"))
                                        .until(SALES, 1)
                                        .moment(ALL_ARE_PAST)
                                        .send(ORDERS, 2, "p-1", paid("p-1", 3, "10:05"))
                                        .send(ORDERS, 2, "10:10:30", placed("10:10:30"))
                                        .until(SALES, 2);
                                time = s.watermark();
                                s.moment("wrong clocks")
                                        .stamped(Day.at("10:45"))
                                        .send(ORDERS, 0, "p-4", paid("p-4", 1000, "10:06"))
                                        .sendToEach(ORDERS, "p-3", paid("p-3", 5000, IN_FIVE_YEARS))
                                        .send(ORDERS, 0, "10:46", paid("p-3", 1, A_LITTLE_AHEAD))
                                        .send(ORDERS, 1, "10:46", shipped(A_LITTLE_AHEAD))
                                        .send(ORDERS, 2, "10:46", cancelled(A_LITTLE_AHEAD))
                                        .send(ORDERS, 3, "10:46", placed(A_LITTLE_AHEAD))
                                        .until(ASIDE, 2 * PARTITIONS)
                                        .moment("2 stays behind")
                                        .send(ORDERS, 0, "p-1", paid("p-1", 40, "10:12"))
                                        .send(ORDERS, 1, "p-1", paid("p-1", 2, "10:13"))
                                        .stamped(Day.at("10:19:30"))
                                        .send(ORDERS, 0, "10:20:30", paid("p-9", 1, "10:20:30"))
                                        .send(ORDERS, 1, "10:20:30", paid("p-9", 1, "10:20:30"))
                                        .send(ORDERS, 3, "10:20:30", paid("p-9", 1, "10:20:30"))
                                        .until(SALES, 3)
                                        .moment("2 goes on")
                                        .send(ORDERS, 2, "p-2", paid("p-2", 8, "10:19:59.999"))
                                        .send(ORDERS, 2, "10:20:30", paid("p-9", 1, "10:20:30"))
                                        .until(SALES, 4);
                                timeAfterWrongClocks = s.watermark();
                            });

    @Test
    void a_total_comes_as_soon_as_all_partitions_are_past_its_window() {
        story.rows(SALES, "window_end", "cents")
                .where("key", "p-2")
                .by(ALL_ARE_PAST)
                .given(
                        "Each partition had an order event of 10:10:30: placed, shipped or cancelled.")
                .given("At the windows it is now %s.".formatted(told(time)))
                .rule(2, "then the window of ten minutes that ends at 10:10 has its total.")
                .question("Which events tell your job how late it is, and which does it see?")
                .are("('2026-03-02T10:10:00Z', 307)");
    }

    @Test
    void an_order_counts_that_comes_before_its_partition_is_past_the_window() {
        story.rows(SALES, "window_end", "cents")
                .where("key", "p-1")
                .by(ALL_ARE_PAST)
                .given("All partitions were at 10:10:29.999, then all but 2 at 10:10:30. Only then")
                .given("did an order of 10:05 over 3 cents come in partition 2, which --idle gives")
                .given("an hour. At the windows it is now %s.".formatted(told(time)))
                .rule(2, "a total waits until each partition is 30 s past the end of its window.")
                .question("Whose time is it that ends your windows, and how many are there?")
                .are("('2026-03-02T10:10:00Z', 123)");
    }

    @Test
    void an_order_that_comes_when_its_window_is_written_counts_nowhere() {
        story.rows(SALES, "key", "window_end", "cents")
                .where("key", "p-4")
                .given("The totals of the window up to 10:10 were written. Then an order of 10:06")
                .given("over 1000 cents came for p-4, the first one of that product.")
                .rule(1, "orders that come when their window has been written count nowhere.")
                .question("How long do you keep a window, and what do you do with it then?")
                .are();
    }

    @Test
    void a_wrong_clock_moves_no_time() {
        OutputCheck totals =
                story.rows(SALES, "key", "window_end", "cents")
                        .where("window_end", "2026-03-02T10:20:00Z")
                        .given("At 10:45 by the broker each partition had one order from 2031 and")
                        .given("one of 10:46:00.001. Then 0, 1 and 3 went on to 10:20:30, and last")
                        .given("2, by an order of 10:19:59.999; the broker said 10:19:30 to those.")
                        .given("At the windows it is %s.".formatted(told(timeAfterWrongClocks)));
        Instant now = timeAfterWrongClocks.orElse(Instant.MIN);
        if (now.isAfter(Day.at("10:20:30"))) {
            totals.rule(4, "what a wrong clock has timed moves no time, forwards or back.")
                    .question(
                            "Who has seen an order before it is set aside, and what do they keep?");
        } else if (now.isBefore(Day.at("10:19:59.999"))) {
            totals.rule(2, "a total is written when each partition is 30 s past its window.")
                    .question("Which orders tell your job how late it is, and which do not?");
        } else {
            totals.rule(2, "no total is written sooner, whichever partition is behind.")
                    .question("Which partition was not waited for, and what was last in it?");
        }
        totals.are("('p-1', '2026-03-02T10:20:00Z', 42)", "('p-2', '2026-03-02T10:20:00Z', 8)");
    }

    @Test
    void what_a_wrong_clock_has_timed_is_set_aside_and_nothing_else() {
        long ahead = Day.at(A_LITTLE_AHEAD).toEpochMilli();
        story.rows(ASIDE, "status", "event_time")
                .given("At 10:45 by the broker four orders from 2031 came, paid, and four of")
                .given("10:46:00.001, paid, shipped, cancelled and placed. At its 10:10:31 and its")
                .given("10:19:30 orders came that were sound, the latest a minute ahead.")
                .rule(
                        4,
                        "events more than a minute ahead of the broker go to --aside, as they are.")
                .question("Where in your job are they told apart, and what has gone by then?")
                .are(
                        "('PAID', %d)".formatted(IN_FIVE_YEARS.toEpochMilli()),
                        "('PAID', %d)".formatted(IN_FIVE_YEARS.toEpochMilli()),
                        "('PAID', %d)".formatted(IN_FIVE_YEARS.toEpochMilli()),
                        "('PAID', %d)".formatted(IN_FIVE_YEARS.toEpochMilli()),
                        "('PAID', %d)".formatted(ahead),
                        "('SHIPPED', %d)".formatted(ahead),
                        "('CANCELLED', %d)".formatted(ahead),
                        "('CREATED', %d)".formatted(ahead));
    }

    static String[] arguments(Duration idle) {
        return new String[] {
            "--bootstrap",
            "${kafka.bootstrap}",
            "--group",
            "${group}",
            "--from",
            "${" + ORDERS + "}",
            "--to",
            "${" + SALES + "}",
            "--aside",
            "${" + ASIDE + "}",
            "--idle",
            String.valueOf(idle.toMillis())
        };
    }

    static String told(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("no time yet");
    }

    static String paid(String product, long cents, String time) {
        return paid(product, cents, Day.at(time));
    }

    private static String paid(String product, long cents, Instant time) {
        return order(OrderStatus.PAID, product, cents, time);
    }

    /** Not paid yet: counts in no total, and tells how late it is. */
    static String placed(String time) {
        return order(OrderStatus.CREATED, "p-9", 1, Day.at(time));
    }

    private static String shipped(String time) {
        return order(OrderStatus.SHIPPED, "p-9", 1, Day.at(time));
    }

    private static String cancelled(String time) {
        return order(OrderStatus.CANCELLED, "p-9", 1, Day.at(time));
    }

    private static String order(OrderStatus status, String product, long cents, Instant time) {
        OrderEvent order = new OrderEvent("o-1", status, "c-1", product, 1, cents, time);
        return new String(EventJson.encode(order), UTF_8);
    }
}
