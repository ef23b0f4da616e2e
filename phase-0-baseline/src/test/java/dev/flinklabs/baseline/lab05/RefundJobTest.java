package dev.flinklabs.baseline.lab05;

import static dev.flinklabs.baseline.lab05.OrderEvents.order;

import dev.flinklabs.marketplace.generator.GeneratorSettings;
import dev.flinklabs.testkit.story.ProgramStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

@Tag("0.5")
class RefundJobTest {

    private static final String ORDERS = "shop.order";
    private static final String REFUNDS = "refunds";

    @RegisterExtension
    static final ProgramStory story =
            ProgramStory.ofLab("0.5", RefundJob::main)
                    .arguments(
                            "--bootstrap", "${kafka.bootstrap}",
                            "--group", "${group}",
                            "--from", "${shop.order}",
                            "--to", "${refunds}")
                    .topic(ORDERS, 1)
                    .topic(REFUNDS, 1)
                    .fed(GeneratorSettings.ofSeed(5).meanGap(Duration.ofMinutes(3)).guests(0.2))
                    .told(
                            s ->
                                    s.moment("before the job")
                                            .send(
                                                    ORDERS,
                                                    0,
                                                    "o-1",
                                                    order("o-1", "CREATED", "c-7", 4998))
                                            .send(
                                                    ORDERS,
                                                    0,
                                                    "o-1",
                                                    order("o-1", "CANCELLED", "c-7", 4998))
                                            .moment("job runs")
                                            .start()
                                            .until(REFUNDS, 1)
                                            .moment("while it runs")
                                            .send(
                                                    ORDERS,
                                                    0,
                                                    "o-3",
                                                    order("o-3", "PAID", "c-4", 700))
                                            .send(
                                                    ORDERS,
                                                    0,
                                                    "o-3",
                                                    order("o-3", "SHIPPED", "c-4", 700))
                                            .send(
                                                    ORDERS,
                                                    0,
                                                    "o-2",
                                                    order("o-2", "CANCELLED", "c-9", 1250))
                                            .until(REFUNDS, 2));

    @Test
    void every_cancelled_order_has_a_refund() {
        story.output(REFUNDS, "value")
                .given(
                        "Order o-1 was cancelled before the job started, o-2 while it ran; o-3 was paid and shipped.")
                .rule(
                        6,
                        "each order that is cancelled in the topic --from gives one refund, and no other does.")
                .question(
                        "Which events does your job take, from which topic, and how long does it go on?")
                .are("('o-1 4998')", "('o-2 1250')");
    }
}
