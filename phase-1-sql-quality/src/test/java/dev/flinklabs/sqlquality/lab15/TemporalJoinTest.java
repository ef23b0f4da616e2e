package dev.flinklabs.sqlquality.lab15;

import static dev.flinklabs.sqlquality.lab15.Shop.ORDERS;
import static dev.flinklabs.sqlquality.lab15.Shop.PRICED;
import static dev.flinklabs.sqlquality.lab15.Shop.PRODUCTS;

import dev.flinklabs.marketplace.ChangeSource;
import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.Operation;
import dev.flinklabs.marketplace.Product;
import dev.flinklabs.marketplace.ProductChange;
import dev.flinklabs.marketplace.generator.GeneratorSettings;
import dev.flinklabs.testkit.story.OutputCheck;
import dev.flinklabs.testkit.story.SqlStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** On changes as Debezium has recorded them. */
@Tag("1.15")
class TemporalJoinTest {

    /** How long after the commit Debezium has written a change: it had been down. */
    private static final Duration BEHIND = Duration.ofMinutes(75);

    @RegisterExtension
    static final SqlStory story =
            Shop.story()
                    .fed(
                            GeneratorSettings.ofSeed(15)
                                    .products(3)
                                    .meanGap(Duration.ofMinutes(5))
                                    .topic(ORDERS, t -> t.disorder(Duration.ofSeconds(8))))
                    .told(TemporalJoinTest::tell);

    @Test
    void an_order_has_the_price_of_its_own_time_and_not_of_today() {
        priced("o-1")
                .given("o-1 was placed at 09:30. p-1 cost 500 then, and costs 700 since 10:00.")
                .rule(1, "an order has the price that its product had when it was placed.")
                .question(
                        "Which of a product's rows does your join look at: the last, or that of a moment?")
                .are("('o-1', 'p-1', 500)");
    }

    @Test
    void a_price_holds_from_its_commit_on() {
        priced("o-2", "o-3")
                .given(
                        "p-1 costs 700 since 10:00:00.000. o-2 was placed at that moment, o-3 one millisecond before it, and came later.")
                .rule(2, "a price holds from the moment of its commit, that moment included.")
                .question(
                        "Which of the times in an envelope is the one at which the price changed?")
                .are("('o-2', 'p-1', 700)", "('o-3', 'p-1', 500)");
    }

    @Test
    void a_price_holds_from_its_commit_on_also_for_an_order_that_has_waited_for_it() {
        priced("o-11")
                .given(
                        "o-11 was placed at 12:20:00.000 and waited. A transaction of that moment changed p-4, then p-1, from 700 to 900.")
                .rule(2, "a price holds from the moment of its commit, that moment included.")
                .question(
                        "What may still come once your table has said that time is at 12:20:00.000?")
                .are("('o-11', 'p-1', 900)");
    }

    @Test
    void an_order_from_before_the_first_price_comes_out_without_one() {
        priced("o-4", "o-8")
                .given(
                        "o-4 was placed 20 minutes before p-3 was there, o-8 half an hour before the snapshot.")
                .rule(3, "an order without a price comes out with NULL.")
                .question("What becomes of an order that finds no row?")
                .are("('o-4', 'p-3', NULL)", "('o-8', 'p-1', NULL)");
    }

    @Test
    void a_deleted_product_has_its_price_until_the_delete_and_none_from_then_on() {
        priced("o-6", "o-7")
                .given(
                        "p-2 cost 800 and was deleted at 11:00. o-6 was placed at 10:50, o-7 at 11:30.")
                .rule(
                        3,
                        "a product that is deleted has no price from that moment on, and had one before it.")
                .question("When, for your table, was p-2 deleted?")
                .are("('o-6', 'p-2', 800)", "('o-7', 'p-2', NULL)");
    }

    @Test
    void each_order_comes_out_once_and_nothing_is_corrected() {
        story.rows(PRICED, "order_id")
                .given("Ten orders were placed; o-0 was only paid and cancelled.")
                .rule(4, "each order comes out once, other events never; nothing is corrected.")
                .question("Which events come out of your query, and how often each of them?")
                .are(
                        "('o-1')",
                        "('o-2')",
                        "('o-3')",
                        "('o-4')",
                        "('o-6')",
                        "('o-7')",
                        "('o-8')",
                        "('o-9')",
                        "('o-10')",
                        "('o-11')");
    }

    @Test
    void an_order_waits_while_nothing_is_heard_of_prices() {
        priced("o-9", "o-10")
                .given(
                        "o-9 and o-10 were placed at 12:59:59.999, after the last change so far. Then came changes of 12:10, 12:20 and 13:00.")
                .rule(
                        5,
                        "an order comes out when a change is later than it: no sooner, however long that takes, and no later.")
                .question("What tells your query that no change from before an order can follow?")
                .are("('o-9', 'p-1', 900)", "('o-10', 'p-4', 600)");
    }

    private static OutputCheck priced(String... orders) {
        return story.rows(PRICED).where("order_id", (Object[]) orders);
    }

    private static void tell(SqlStory s) {
        s.moment("prices");
        change(s, Operation.READ, "09:00", null, product("p-1", 500));
        change(s, Operation.READ, "09:00", null, product("p-2", 800));
        change(s, Operation.UPDATE, "10:00", product("p-1", 500), product("p-1", 700));
        change(s, Operation.CREATE, "10:30", null, product("p-3", 300));
        change(s, Operation.DELETE, "11:00", product("p-2", 800), null);
        s.send(PRODUCTS, 0, EventJson.productKey("p-2"), null);
        change(s, Operation.CREATE, "12:00", null, product("p-9", 100));
        s.moment("orders");
        order(s, 0, "o-1", "p-1", "09:30:00");
        order(s, 0, "o-2", "p-1", "10:00:00");
        order(s, 0, "o-3", "p-1", "09:59:59.999");
        order(s, 1, "o-4", "p-3", "10:10:00");
        order(s, 1, "o-6", "p-2", "10:50:00");
        order(s, 1, "o-7", "p-2", "11:30:00");
        order(s, 1, "o-8", "p-1", "08:30:00");
        s.start().sendToEach(ORDERS, "tick", Shop.paid(at("12:00:10"))).until(PRICED, 7);
        s.moment("no prices");
        s.send(ORDERS, 0, "cancelled", Shop.cancelled(at("12:15:00")));
        order(s, 0, "o-9", "p-1", "12:59:59.999");
        order(s, 1, "o-10", "p-4", "12:59:59.999");
        order(s, 0, "o-11", "p-1", "12:20:00");
        // More than are to come: what comes too early comes now.
        s.sendToEach(ORDERS, "tick", Shop.paid(at("13:00:10"))).until(PRICED, 10);
        s.moment("prices again");
        change(s, Operation.CREATE, "12:10", null, product("p-4", 500));
        change(s, Operation.UPDATE, "12:20", product("p-4", 500), product("p-4", 600));
        change(s, Operation.UPDATE, "12:20", product("p-1", 700), product("p-1", 900));
        change(s, Operation.CREATE, "13:00", null, product("p-8", 100));
        s.until(PRICED, 10);
    }

    private static void order(SqlStory s, int partition, String id, String product, String time) {
        s.send(ORDERS, partition, id, Shop.placed(id, product, at(time)));
    }

    private static void change(
            SqlStory s, Operation op, String time, Product before, Product after) {
        String id = (after == null ? before : after).productId();
        Instant commit = at(time + ":00");
        ChangeSource source =
                new ChangeSource(commit, op == Operation.READ, "product", 1, commit.toEpochMilli());
        ProductChange change = new ProductChange(before, after, op, source, commit.plus(BEHIND));
        s.send(
                PRODUCTS,
                0,
                EventJson.productKey(id),
                new String(EventJson.encode(change), StandardCharsets.UTF_8));
    }

    /** The row does not know when it was changed: somebody has forgotten to write it down. */
    private static Product product(String id, long cents) {
        return new Product(id, "tea", "food", cents, at("08:00:00"));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-01-01T" + time + "Z");
    }
}
