package dev.flinklabs.baseline.lab05;

import static dev.flinklabs.baseline.lab05.OrderEvents.order;

import dev.flinklabs.testkit.story.ProcessStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("0.5")
class DeliveryZoneJobTest {

    private static final String ORDERS = "shop.order";
    private static final String ZONES = "zones";
    private static final String PRINTED = "standard output";

    @RegisterExtension
    static final ProcessStory story =
            ProcessStory.ofLab("0.5", DeliveryZoneJob.class)
                    .withConnector()
                    .arguments(
                            "--bootstrap",
                            "${kafka.bootstrap}",
                            "--group",
                            "${group}",
                            "--from",
                            "${shop.order}",
                            "--to",
                            "${zones}",
                            "--depot",
                            "HAM",
                            "--bounded")
                    .topic(ORDERS, 2)
                    .topic(ZONES, 1)
                    .printsTo(PRINTED)
                    .told(
                            s ->
                                    s.moment("before the job")
                                            .send(ORDERS, 0, "o-1", created("o-1", "c-7"))
                                            .send(ORDERS, 0, "o-2", created("o-2", "c-9"))
                                            .send(ORDERS, 1, "o-3", created("o-3", "c-4"))
                                            .moment("job runs")
                                            .start()
                                            .untilEnd());

    @Test
    void every_order_has_its_zone() {
        story.output(ZONES, "value")
                .given("Customers c-7, c-9 and c-4 placed the orders o-1, o-2 and o-3.")
                .rule(1, "each order event gives its order id and its zone.")
                .question("In which JVM is the connection made, and in which is it used?")
                .are("('o-1 HAM-3')", "('o-2 HAM-1')", "('o-3 HAM-0')");
    }

    @Test
    void each_subtask_connects_once_and_disconnects_at_its_end() {
        story.output(PRINTED, "line")
                .whereContains("line", "connected")
                .given(
                        "The job has two subtasks. This is what their TaskManager has printed by its end.")
                .rule(
                        1,
                        "each subtask connects once, in its TaskManager, and disconnects at its end.")
                .question(
                        "How often are the methods called in which you connect and disconnect, and in how many subtasks?")
                .are(
                        "('connected to depot HAM')",
                        "('connected to depot HAM')",
                        "('disconnected from depot HAM')",
                        "('disconnected from depot HAM')");
    }

    private static String created(String id, String customer) {
        return order(id, "CREATED", customer, 4998);
    }
}
