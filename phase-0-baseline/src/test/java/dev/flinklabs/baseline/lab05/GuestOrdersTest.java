package dev.flinklabs.baseline.lab05;

import static dev.flinklabs.baseline.lab05.OrderEvents.guestOrder;
import static dev.flinklabs.baseline.lab05.OrderEvents.order;

import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.story.ProcessStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("0.5")
class GuestOrdersTest {

    private static final String ORDERS = "shop.order";
    private static final String GUESTS = "guest.orders";

    @RegisterExtension
    static final ProcessStory story =
            ProcessStory.ofLab("0.5", "guest-orders.sql")
                    .settings("lab05/guest-orders.yaml")
                    .topic(ORDERS, 1)
                    .topic(GUESTS, 1)
                    .told(
                            s ->
                                    s.moment("before the query")
                                            .send(
                                                    ORDERS,
                                                    0,
                                                    "o-1",
                                                    order("o-1", "CREATED", "c-7", 4998))
                                            .send(ORDERS, 0, "o-2", guestOrder("o-2", 1250))
                                            .send(ORDERS, 0, "o-3", guestOrder("o-3", 700))
                                            .moment("query runs")
                                            .start()
                                            .untilEnd());

    @Test
    void every_guests_order_is_in_the_report() {
        story.output(GUESTS, "value")
                .given("Guests placed the orders o-2 and o-3; o-1 has a customer.")
                .rule(2, "each order without a customer is written to the topic.")
                .question("What does the cluster have, and what does your job bring along?")
                .are(
                        "('{\"order_id\":\"o-2\",\"amount_cents\":1250}')",
                        "('{\"order_id\":\"o-3\",\"amount_cents\":700}')");
        new Finding()
                .fact("All that was there was read, and the job runs on.")
                .rule(2, "the job ends when it has read what was there.")
                .question("Who tells its source where to stop?")
                .unless(story.endedByItself());
    }
}
