package dev.flinklabs.baseline.lab01;

import dev.flinklabs.marketplace.generator.GeneratorSettings;
import dev.flinklabs.testkit.story.SqlStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

@Tag("0.1")
class ReadOrdersTest {

    private static final String ORDERS = "shop.order";
    private static final String DEAD_LETTERS = "shop.order.dlq";
    private static final String QUERY = "orders";

    @RegisterExtension
    static final SqlStory story =
            SqlStory.ofLab("0.1", "read-orders.sql")
                    .topic(ORDERS, 2)
                    .topic(DEAD_LETTERS, 1)
                    .declares("orders")
                    .fed(GeneratorSettings.ofSeed(1).meanGap(Duration.ofMinutes(3)).guests(0.2))
                    .told(
                            s ->
                                    s.moment("before the query")
                                            .send(
                                                    ORDERS,
                                                    0,
                                                    "o-1",
                                                    order("o-1", "c-7", "p-3", 2, 4998))
                                            .send(
                                                    ORDERS,
                                                    1,
                                                    "o-2",
                                                    order("o-2", "c-9", "p-8", 1, 1250))
                                            .send(ORDERS, 0, "o-3", guestOrder("o-3"))
                                            .send(
                                                    DEAD_LETTERS,
                                                    0,
                                                    "o-9",
                                                    order("o-9", "c-1", "p-1", 1, 1))
                                            .moment("query starts")
                                            .start()
                                            .query(QUERY, "SELECT * FROM orders")
                                            .until(QUERY, 3)
                                            .moment("after the start")
                                            .send(
                                                    ORDERS,
                                                    0,
                                                    "o-4",
                                                    order("o-4", "c-7", "p-3", 1, 3100))
                                            .send(
                                                    ORDERS,
                                                    1,
                                                    "o-5",
                                                    order("o-5", "c-9", "p-4", 5, 2000))
                                            .until(QUERY, 5));

    @Test
    void the_table_has_the_seven_columns_with_their_types() {
        story.columnsOf("orders")
                .given("These are the columns of your table, with their types.")
                .rule(1, "the table has exactly the seven columns of the page, in this order.")
                .question("Which column of yours differs, and in what: name, place, or type?")
                .areInOrder(
                        "('order_id', 'STRING')",
                        "('status', 'STRING')",
                        "('customer_id', 'STRING')",
                        "('product_id', 'STRING')",
                        "('quantity', 'INT')",
                        "('amount_cents', 'BIGINT')",
                        "('event_time', 'BIGINT')");
    }

    @Test
    void every_field_of_an_order_arrives_in_its_column() {
        story.output(QUERY)
                .where("order_id", "o-1", "o-2")
                .given("The records of o-1 and o-2 are complete: each has all seven fields.")
                .rule(2, "each column holds the field of its name.")
                .question("How does the JSON format know which field belongs to which column?")
                .are(
                        "('o-1', 'CREATED', 'c-7', 'p-3', 2, 4998, 1767261604998)",
                        "('o-2', 'CREATED', 'c-9', 'p-8', 1, 1250, 1767261601250)");
    }

    @Test
    void a_field_that_a_record_lacks_is_null_and_the_record_is_read() {
        story.output(QUERY, "order_id", "customer_id")
                .where("order_id", "o-3")
                .given("Order o-3 comes from a guest: its record has no field customer_id.")
                .rule(3, "a field that a record lacks gives NULL; the record is read all the same.")
                .question("Which option decides what a missing field is: NULL, or an error?")
                .are("('o-3', NULL)");
    }

    @Test
    void orders_written_before_the_query_started_are_read() {
        story.output(QUERY, "order_id")
                .where("order_id", "o-1", "o-2")
                .given("Orders o-1 and o-2 lay in the topic when the query started.")
                .rule(4, "a query reads each partition from its first record.")
                .question("Where in the topic does your table say that a query begins?")
                .are("('o-1')", "('o-2')");
    }

    @Test
    void orders_written_while_the_query_runs_are_read() {
        story.output(QUERY, "order_id")
                .where("order_id", "o-4", "o-5")
                .given("Orders o-4 and o-5 were written after the query had started.")
                .rule(5, "a query goes on: it reads what is written after it started.")
                .question("When does a query over your table end?")
                .are("('o-4')", "('o-5')");
    }

    @Test
    void a_record_of_another_topic_is_not_read() {
        story.output(QUERY, "order_id")
                .where("order_id", "o-9")
                .given(
                        "Order o-9 lies in shop.order.dlq, a topic with a name much like this one's.")
                .rule(6, "a query reads the topic of orders and no other.")
                .question(
                        "Which topics does your table read, those of today and those of tomorrow?")
                .are();
    }

    private static String order(
            String id, String customer, String product, int quantity, long cents) {
        return """
               {"order_id":"%s","status":"CREATED","customer_id":"%s","product_id":"%s",\
               "quantity":%s,"amount_cents":%s,"event_time":%s}"""
                .formatted(id, customer, product, quantity, cents, 1767261600000L + cents);
    }

    private static String guestOrder(String id) {
        return """
               {"order_id":"%s","status":"CREATED","product_id":"p-3",\
               "quantity":2,"amount_cents":700,"event_time":1767261600000}"""
                .formatted(id);
    }
}
