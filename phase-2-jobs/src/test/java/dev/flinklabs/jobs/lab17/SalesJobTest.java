package dev.flinklabs.jobs.lab17;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;
import dev.flinklabs.marketplace.Topics;
import dev.flinklabs.marketplace.generator.GeneratorSettings;
import dev.flinklabs.testkit.broker.OpenTransactions;
import dev.flinklabs.testkit.cluster.Checkpointing;
import dev.flinklabs.testkit.story.ProgramStory;
import dev.flinklabs.testkit.timeline.Day;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

@Tag("2.17")
class SalesJobTest {

    private static final String ORDERS = Topics.ORDER;
    private static final String TOTALS = "sales.totals";
    private static final Duration CHECKPOINTS = Duration.ofMinutes(10);
    private static final String FIRST_ORDERS = "first orders";
    private static final String CHECKPOINT = "checkpoint";
    private static final String CRASH = "crash";

    private static Checkpointing checkpointing;
    private static OpenTransactions transactions;

    /** What {@code ./lab run} shows: both jobs, with checkpoints that a person can wait for. */
    static final ProgramStory run =
            ProgramStory.ofLab("2.17", SalesJob::main)
                    .arguments(sales("shop", ORDERS, TOTALS, Duration.ofSeconds(2)))
                    .and(PayoutJob::main, PayoutJobTest.ARGUMENTS)
                    .topic(ORDERS, 2)
                    .topic(TOTALS, 1)
                    .topic(PayoutJobTest.PAYOUTS, 1)
                    .fed(GeneratorSettings.ofSeed(17).meanGap(Duration.ofMinutes(1)));

    /**
     * Checkpoints come when the story says so. So nothing is committed between the last orders and
     * the crash, whatever the machine has to do: what they have written lies in transactions that
     * are open.
     */
    @RegisterExtension
    static final ProgramStory story =
            ProgramStory.ofLab("2.17", SalesJob::main)
                    .arguments(sales("shop", ORDERS, TOTALS, CHECKPOINTS))
                    .topic(ORDERS, 2)
                    .topic(TOTALS, 1)
                    .restarting()
                    .checkpointsByHand()
                    .told(
                            s -> {
                                s.moment(FIRST_ORDERS)
                                        .sendAll(
                                                ORDERS, 0, "p-1", paid("p-1", 100), paid("p-1", 20))
                                        .sendAll(
                                                ORDERS,
                                                1,
                                                "p-2",
                                                order(OrderStatus.CREATED, "p-2", 9),
                                                order(OrderStatus.CANCELLED, "p-2", 70),
                                                paid("p-2", 5))
                                        .start()
                                        .untilWritten(TOTALS, 3);
                                s.until(TOTALS, 0);
                                transactions = s.openTransactions(TOTALS);
                                checkpointing = s.checkpointing();
                                s.moment(CHECKPOINT)
                                        .checkpoint()
                                        .until(TOTALS, 3)
                                        .moment("more orders")
                                        .sendAll(ORDERS, 0, "p-1", paid("p-1", 3))
                                        .sendAll(
                                                ORDERS, 1, "p-2", paid("p-2", 40), paid("p-2", 600))
                                        .untilWritten(TOTALS, 6)
                                        .moment(CRASH)
                                        .crash()
                                        .untilWritten(TOTALS, 9)
                                        .moment("next checkpoint")
                                        .checkpoint()
                                        .until(TOTALS, 6);
                            });

    @Test
    void each_paid_order_gives_the_total_of_its_product() {
        story.output(TOTALS, "key", "value")
                .by(CHECKPOINT)
                .given(
                        "Paid: p-1 for 100 and 20 cents, p-2 for 5; created or cancelled: p-2. Then a checkpoint.")
                .rule(1, "each paid order gives the total of its product so far.")
                .question("Which orders count, and when is what they give to be seen?")
                .are("('p-1', '100')", "('p-1', '120')", "('p-2', '5')");
    }

    @Test
    void the_job_takes_checkpoints_by_itself() {
        checkpointing.isExactlyOnceEvery(CHECKPOINTS, 2);
    }

    @Test
    void nothing_is_committed_before_the_checkpoint() {
        story.output(TOTALS, "key", "value")
                .by(FIRST_ORDERS)
                .given(
                        "Three orders were paid, their totals are written, and no checkpoint has been.")
                .rule(3, "what is written is committed with the next checkpoint, not before.")
                .question("When may a total not be taken back any more, whatever happens?")
                .are();
    }

    @Test
    void each_total_is_committed_once_across_a_crash() {
        story.output(TOTALS, "key", "value")
                .given("Six orders were paid. After three of them there was a checkpoint; when the")
                .given("totals of all six were written, every TaskManager died.")
                .rule(4, "after a failure each paid order has given one total, and a right one.")
                .question(
                        "What was written before the crash and not committed: what becomes of it?")
                .are(
                        "('p-1', '100')",
                        "('p-1', '120')",
                        "('p-2', '5')",
                        "('p-1', '123')",
                        "('p-2', '45')",
                        "('p-2', '645')");
    }

    @Test
    void a_transaction_may_stay_open_for_longer_than_the_next_checkpoint_takes() {
        mayOutlast(CHECKPOINTS, transactions);
    }

    static void mayOutlast(Duration checkpoints, OpenTransactions transactions) {
        transactions.mayOutlast(
                checkpoints,
                Duration.ofMinutes(1),
                5,
                "a transaction may stay open for at least a minute longer than --checkpoints.");
    }

    static String[] sales(String name, String from, String to, Duration checkpoints) {
        return new String[] {
            "--bootstrap",
            "${kafka.bootstrap}",
            "--group",
            "${group}",
            "--from",
            "${" + from + "}",
            "--to",
            "${" + to + "}",
            "--name",
            name,
            "--checkpoints",
            String.valueOf(checkpoints.toMillis())
        };
    }

    static String paid(String product, long cents) {
        return order(OrderStatus.PAID, product, cents);
    }

    private static String order(OrderStatus status, String product, long cents) {
        OrderEvent order = new OrderEvent("o-1", status, "c-1", product, 1, cents, Day.at("10:00"));
        return new String(EventJson.encode(order), UTF_8);
    }
}
