package dev.flinklabs.jobs.lab17;

import static dev.flinklabs.jobs.lab17.SalesJobTest.paid;
import static dev.flinklabs.jobs.lab17.SalesJobTest.sales;

import dev.flinklabs.marketplace.Topics;
import dev.flinklabs.testkit.broker.OpenTransactions;
import dev.flinklabs.testkit.story.ProgramStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

@Tag("2.17")
class TwoSalesJobsTest {

    private static final String ORDERS = Topics.ORDER;
    private static final String TOTALS = "sales.totals";
    private static final Duration CHECKPOINTS = Duration.ofMinutes(1);

    private static OpenTransactions transactions;

    /** All that the jobs are told is the same, but for their names. */
    @RegisterExtension
    static final ProgramStory story =
            ProgramStory.ofLab("2.17", SalesJob::main)
                    .arguments(sales("north", ORDERS, TOTALS, CHECKPOINTS))
                    .and(SalesJob::main, sales("south", ORDERS, TOTALS, CHECKPOINTS))
                    .checkpointsByHand()
                    .topic(ORDERS, 1)
                    .topic(TOTALS, 1)
                    .failing(
                            "The jobs north and south ran side by side, and one of them failed.",
                            6,
                            "two of these jobs with different names do not disturb each other.")
                    .told(
                            s -> {
                                s.moment("north starts")
                                        .send(ORDERS, 0, "p-1", paid("p-1", 100))
                                        .start()
                                        .untilWritten(TOTALS, 1)
                                        .checkpoint()
                                        .until(TOTALS, 1)
                                        // The source commits offsets to its group when it reads on.
                                        .send(ORDERS, 0, "p-1", paid("p-1", 20))
                                        .untilWritten(TOTALS, 2)
                                        .moment("south starts")
                                        .start()
                                        .untilWritten(TOTALS, 4)
                                        .moment("both run")
                                        .send(ORDERS, 0, "p-1", paid("p-1", 3))
                                        .untilWritten(TOTALS, 6);
                                transactions = s.openTransactions(TOTALS);
                                s.checkpoint().until(TOTALS, 6);
                            });

    @Test
    void two_jobs_with_different_names_do_not_disturb_each_other() {
        story.output(TOTALS, "key", "value")
                .given("The jobs north and south ran side by side on the same orders: p-1 was paid")
                .given("with 100 and 20 cents before south started, and with 3 when both ran.")
                .rule(6, "two of these jobs with different names do not disturb each other.")
                .question("What do these jobs keep at the broker, and under which names?")
                .are(
                        "('p-1', '100')",
                        "('p-1', '100')",
                        "('p-1', '120')",
                        "('p-1', '120')",
                        "('p-1', '123')",
                        "('p-1', '123')");
    }

    @Test
    void a_transaction_may_stay_open_for_a_minute_longer_also_when_checkpoints_come_often() {
        SalesJobTest.mayOutlast(CHECKPOINTS, transactions);
    }
}
