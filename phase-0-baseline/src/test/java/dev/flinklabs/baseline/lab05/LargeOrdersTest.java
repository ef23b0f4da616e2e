package dev.flinklabs.baseline.lab05;

import static dev.flinklabs.baseline.lab05.OrderEvents.order;

import dev.flinklabs.testkit.story.SqlStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

@Tag("0.5")
class LargeOrdersTest {

    private static final String ORDERS = "shop.order";
    private static final String LARGE = "large.orders";

    @RegisterExtension
    static final SqlStory story =
            SqlStory.ofLab("0.5", "large-orders.sql")
                    .patience(Duration.ofSeconds(5))
                    .topic(ORDERS, 1)
                    .topic(LARGE, 1)
                    .told(
                            s ->
                                    s.moment("before the query")
                                            .send(
                                                    ORDERS,
                                                    0,
                                                    "o-1",
                                                    order("o-1", "CREATED", "c-7", 100_000))
                                            .send(
                                                    ORDERS,
                                                    0,
                                                    "o-2",
                                                    order("o-2", "CREATED", "c-9", 99_999))
                                            .moment("query runs")
                                            .start()
                                            .until(LARGE, 1)
                                            .moment("while it runs")
                                            .send(
                                                    ORDERS,
                                                    0,
                                                    "o-3",
                                                    order("o-3", "CREATED", "c-7", 250_000))
                                            .until(LARGE, 2));

    @Test
    void every_large_order_reaches_the_desk() {
        story.output(LARGE, "value")
                .given("Orders o-1 over 100000 and o-3 over 250000 cents were placed.")
                .rule(3, "each order of 100000 cents or more is written to the topic.")
                .question("Which orders does the query take, and how long does it go on?")
                .are(
                        "('{\"order_id\":\"o-1\",\"amount_cents\":100000}')",
                        "('{\"order_id\":\"o-3\",\"amount_cents\":250000}')");
    }
}
