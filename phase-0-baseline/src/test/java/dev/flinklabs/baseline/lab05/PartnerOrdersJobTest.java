package dev.flinklabs.baseline.lab05;

import static dev.flinklabs.baseline.lab05.OrderEvents.order;

import dev.flinklabs.testkit.story.ProgramStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("0.5")
class PartnerOrdersJobTest {

    private static final String BATCHES = "partner.batch";
    private static final String ORDERS = "shop.order";
    private static final String DEAD_LETTERS = "shop.order.dlq";

    private static final String CUT_OFF = " {\"order_id\":\"o-2\",\"status\":\"CREATED\", ";
    private static final String NO_JSON = "o-7;4998";
    private static final String WITHOUT_AMOUNT =
            """
            {"order_id":"o-6","status":"CREATED","product_id":"p-3","quantity":2,"event_time":1767261600000}\
            """;

    @RegisterExtension
    static final ProgramStory story =
            ProgramStory.ofLab("0.5", PartnerOrdersJob::main)
                    .arguments(
                            "--bootstrap",
                            "${kafka.bootstrap}",
                            "--group",
                            "${group}",
                            "--from",
                            "${partner.batch}",
                            "--to",
                            "${shop.order}",
                            "--dead-letters",
                            "${shop.order.dlq}")
                    .topic(BATCHES, 1)
                    .topic(ORDERS, 1)
                    .topic(DEAD_LETTERS, 1)
                    .told(
                            s ->
                                    s.moment("before the job")
                                            .send(
                                                    BATCHES,
                                                    0,
                                                    "batch 1",
                                                    lines(created("o-1"), CUT_OFF, created("o-3")))
                                            .moment("job runs")
                                            .start()
                                            .until(ORDERS, 2)
                                            .moment("while it runs")
                                            .send(BATCHES, 0, "batch 2", created("o-4"))
                                            .send(
                                                    BATCHES,
                                                    0,
                                                    "batch 3",
                                                    lines(WITHOUT_AMOUNT, NO_JSON, created("o-5")))
                                            .until(ORDERS, 4)
                                            .until(DEAD_LETTERS, 3));

    @Test
    void every_line_that_is_an_order_is_taken_over_and_no_other() {
        story.output(ORDERS, "value")
                .given("Of the lines of the three batches, o-1, o-3, o-4 and o-5 can be read.")
                .rule(5, "each line that is an order event gives one record, and no other does.")
                .question("What becomes of a malformed line, and of those before and after it?")
                .are("('o-1 4998')", "('o-3 4998')", "('o-4 4998')", "('o-5 4998')");
    }

    @Test
    void a_malformed_line_is_a_dead_letter_as_it_came() {
        story.output(DEAD_LETTERS, "value")
                .given(
                        "Three lines are no order events: one is cut off, one has no amount, one is no JSON.")
                .rule(5, "each line that is none gives one dead letter, the line as it came.")
                .question("Who can still find out what the partner meant, and from what?")
                .are("('" + CUT_OFF + "')", "('" + WITHOUT_AMOUNT + "')", "('" + NO_JSON + "')");
    }

    private static String created(String id) {
        return order(id, "CREATED", "c-7", 4998);
    }

    private static String lines(String... lines) {
        return String.join("\n", lines);
    }
}
