package dev.flinklabs.jobs.lab17;

import static dev.flinklabs.jobs.lab17.SalesJobTest.paid;
import static dev.flinklabs.jobs.lab17.SalesJobTest.sales;

import dev.flinklabs.testkit.story.ProgramStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

@Tag("2.17")
class TwoSalesJobsTest {

    private static final String NORTH = "north";
    private static final String SOUTH = "south";
    private static final String NORTH_TOTALS = "north.totals";
    private static final String SOUTH_TOTALS = "south.totals";
    private static final Duration CHECKPOINTS = Duration.ofMinutes(8);

    @RegisterExtension
    static final ProgramStory story =
            ProgramStory.ofLab("2.17", SalesJob::main)
                    .arguments(sales(NORTH, NORTH, NORTH_TOTALS, CHECKPOINTS))
                    .and(SalesJob::main, sales(SOUTH, SOUTH, SOUTH_TOTALS, CHECKPOINTS))
                    .checkpointsByHand()
                    .topic(NORTH, 1)
                    .topic(SOUTH, 1)
                    .topic(NORTH_TOTALS, 1)
                    .topic(SOUTH_TOTALS, 1)
                    .failing(
                            "The jobs north and south ran side by side, and one of them failed.",
                            6,
                            "two of these jobs with different names do not disturb each other.")
                    .told(
                            s ->
                                    s.moment("north starts")
                                            .send(NORTH, 0, "p-1", paid("p-1", 100))
                                            .start()
                                            .untilWritten(NORTH_TOTALS, 1)
                                            .moment("south starts")
                                            .send(SOUTH, 0, "p-1", paid("p-1", 7))
                                            .start()
                                            .untilWritten(SOUTH_TOTALS, 1)
                                            .moment("both run")
                                            .send(NORTH, 0, "p-1", paid("p-1", 20))
                                            .untilWritten(NORTH_TOTALS, 2)
                                            .checkpoint()
                                            .until(NORTH_TOTALS, 2)
                                            .until(SOUTH_TOTALS, 1));

    @Test
    void two_jobs_with_different_names_do_not_disturb_each_other() {
        totalsAre(NORTH_TOTALS, "('p-1', '100')", "('p-1', '120')");
        totalsAre(SOUTH_TOTALS, "('p-1', '7')");
    }

    private static void totalsAre(String topic, String... expected) {
        story.output(topic, "key", "value")
                .given("The jobs north and south ran side by side, each on topics of its own.")
                .rule(6, "two of these jobs with different names do not disturb each other.")
                .question("By what does the broker tell one job's transactions from another's?")
                .are(expected);
    }
}
