package dev.flinklabs.baseline.lab05;

import static dev.flinklabs.baseline.lab05.OrderEvents.order;

import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.process.RestClient.Vertex;
import dev.flinklabs.testkit.story.ProcessStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

@Tag("0.5")
class ParcelLabelJobTest {

    private static final String ORDERS = "shop.order";
    private static final String LABELS = "labels";

    @RegisterExtension
    static final ProcessStory story =
            ProcessStory.ofLab("0.5", ParcelLabelJob.class)
                    .withConnector()
                    .arguments(
                            "--bootstrap",
                            "${kafka.bootstrap}",
                            "--group",
                            "${group}",
                            "--from",
                            "${shop.order}",
                            "--to",
                            "${labels}",
                            "--bounded")
                    .topic(ORDERS, 2)
                    .topic(LABELS, 1)
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
                                                    order("o-1", "PAID", "c-7", 4998))
                                            .send(
                                                    ORDERS,
                                                    1,
                                                    "o-2",
                                                    order("o-2", "PAID", "c-9", 1250))
                                            .send(
                                                    ORDERS,
                                                    1,
                                                    "o-2",
                                                    order("o-2", "SHIPPED", "c-9", 1250))
                                            .send(
                                                    ORDERS,
                                                    1,
                                                    "o-3",
                                                    order("o-3", "CANCELLED", "c-4", 700))
                                            .moment("job runs")
                                            .start()
                                            .untilEnd());

    @Test
    void every_paid_order_has_a_label() {
        story.output(LABELS, "value")
                .given("Orders o-1 and o-2 were paid, o-2 was shipped, o-3 cancelled.")
                .rule(4, "each order that is paid gives one label, and no other does.")
                .question("Which orders reach the sink?")
                .are("('o-1 to c-7')", "('o-2 to c-9')");
        new Finding()
                .fact("All that was there was read, and the job runs on.")
                .rule(4, "the job ends when it has read what was there.")
                .question("Who tells its source where to stop?")
                .unless(story.endedByItself());
    }

    @Test
    void every_operator_of_the_label_job_has_two_subtasks() {
        List<Vertex> others =
                story.jobsAtTheEnd().stream()
                        .flatMap(job -> job.vertices().stream())
                        .filter(vertex -> vertex.parallelism() != 2)
                        .toList();
        Finding finding = new Finding().fact("The job ran on the cluster, which has four slots.");
        others.forEach(
                vertex ->
                        finding.fact(
                                "Its part '%s' had %s of two subtasks."
                                        .formatted(vertex.name(), vertex.parallelism())));
        finding.rule(4, "every operator of the job runs as two subtasks.")
                .question("What decides how many slots two subtasks of everything need?")
                .unless(others.isEmpty());
    }
}
