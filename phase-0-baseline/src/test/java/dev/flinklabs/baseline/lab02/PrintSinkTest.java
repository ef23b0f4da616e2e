package dev.flinklabs.baseline.lab02;

import dev.flinklabs.marketplace.generator.GeneratorSettings;
import dev.flinklabs.testkit.story.OutputCheck;
import dev.flinklabs.testkit.story.SqlStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

@Tag("0.2")
class PrintSinkTest {

    private static final String ORDERS = "shop.order";
    private static final String PRINTED = "standard output";

    @RegisterExtension
    static final SqlStory story =
            SqlStory.ofLab("0.2", "print-sink.sql")
                    .topic(ORDERS, 1)
                    .writesTo("cancelled_orders")
                    .printsTo(PRINTED)
                    .fed(
                            GeneratorSettings.ofSeed(2)
                                    .meanGap(Duration.ofMinutes(3))
                                    .guests(0.2)
                                    .topic(ORDERS, t -> t.duplicates(0.1, Duration.ofMinutes(9))))
                    .told(
                            s ->
                                    s.moment("before the query")
                                            .send(ORDERS, 0, "o-1", cancelled("o-1", "c-7", 6000))
                                            .send(ORDERS, 0, "o-2", cancelled("o-2", "c-9", 4999))
                                            .send(ORDERS, 0, "o-3", cancelled("o-3", "c-7", 5000))
                                            .send(ORDERS, 0, "o-4", other("o-4", "PAID"))
                                            .send(ORDERS, 0, "o-7", other("o-7", "CREATED"))
                                            .send(ORDERS, 0, "o-8", other("o-8", "SHIPPED"))
                                            .send(
                                                    ORDERS,
                                                    0,
                                                    "o-6",
                                                    cancelled("o-6", "c-12", 1_200_000))
                                            .moment("query runs")
                                            .start()
                                            .send(ORDERS, 0, "o-1", cancelled("o-1", "c-7", 6000))
                                            .send(ORDERS, 0, "o-5", guestCancelled("o-5", 7500))
                                            .until(PRINTED, 5));

    @Test
    void a_large_cancelled_order_is_one_line_with_its_columns_in_order() {
        printed("o-6")
                .given("Order o-6 of customer c-12 over 1200000 cents was cancelled.")
                .rule(1, "a line is +I[order id, customer id, amount in cents], nothing before it.")
                .question(
                        "What of the line differs, and which of your two statements decides that?")
                .are("('+I[o-6, c-12, 1200000]')");
    }

    @Test
    void an_order_of_exactly_5000_cents_is_large() {
        printed("o-3")
                .given("Order o-3 over exactly 5000 cents was cancelled.")
                .rule(2, "an order is large from 5000 cents on, 5000 included.")
                .question("Which amounts does your condition let through?")
                .are("('+I[o-3, c-7, 5000]')");
    }

    @Test
    void a_smaller_order_is_not_printed() {
        printed("o-2")
                .given("Order o-2 over 4999 cents was cancelled.")
                .rule(2, "an order is large from 5000 cents on, 5000 included.")
                .question("Which amounts does your condition let through?")
                .are();
    }

    @Test
    void an_order_that_is_not_cancelled_is_not_printed() {
        printed("9000")
                .given("Orders o-4, o-7 and o-8 over 9000 cents were paid, created and shipped.")
                .rule(3, "only cancelled orders are printed.")
                .question("Which of the four statuses does your query look at?")
                .are();
    }

    @Test
    void an_event_that_comes_twice_is_printed_twice_and_no_line_is_taken_back() {
        printed("o-1")
                .given("The cancelling of o-1 was delivered twice.")
                .rule(4, "each event is a line of its own; no line takes another back.")
                .question("Which kinds of query have to correct what they said before?")
                .are("('+I[o-1, c-7, 6000]')", "('+I[o-1, c-7, 6000]')");
    }

    @Test
    void a_guests_order_is_printed_with_null() {
        printed("o-5")
                .given("A guest cancelled order o-5: it has no customer_id.")
                .rule(5, "an order without a customer is printed with null in its place.")
                .question("What does your query do with a customer that is NULL?")
                .are("('+I[o-5, null, 7500]')");
    }

    private static OutputCheck printed(String part) {
        return story.output(PRINTED).whereContains("line", part);
    }

    private static String cancelled(String id, String customer, long cents) {
        return order(id, "CANCELLED", "\"customer_id\":\"%s\",".formatted(customer), cents);
    }

    private static String other(String id, String status) {
        return order(id, status, "\"customer_id\":\"c-9\",", 9000);
    }

    private static String guestCancelled(String id, long cents) {
        return order(id, "CANCELLED", "", cents);
    }

    private static String order(String id, String status, String customer, long cents) {
        return """
               {"order_id":"%s","status":"%s",%s"product_id":"p-3",\
               "quantity":2,"amount_cents":%s,"event_time":1767261600000}"""
                .formatted(id, status, customer, cents);
    }
}
