package dev.flinklabs.ops.lab11;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;
import dev.flinklabs.marketplace.Topics;
import dev.flinklabs.marketplace.generator.GeneratorSettings;
import dev.flinklabs.testkit.broker.OpenTransactions;
import dev.flinklabs.testkit.cluster.Checkpointing;
import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.oracle.Oracle;
import dev.flinklabs.testkit.story.OutputCheck;
import dev.flinklabs.testkit.story.ProcessStory;
import dev.flinklabs.testkit.story.ProgramStory;
import dev.flinklabs.testkit.timeline.Day;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

@Tag("3.11")
class SalesJobTest {

    private static final String ORDERS = Topics.ORDER;
    private static final String TOTALS = "sales.totals";
    private static final Duration CHECKPOINTS = Duration.ofMinutes(8);
    private static final String CHECKPOINT = "checkpoint";

    private static final List<OrderEvent> FIRST =
            List.of(
                    order(OrderStatus.PAID, "p-1", 100),
                    order(OrderStatus.CREATED, "p-2", 9),
                    order(OrderStatus.PAID, "p-2", 5),
                    order(OrderStatus.PAID, "p-3", 700),
                    order(OrderStatus.PAID, "p-1", 20));
    private static final List<OrderEvent> SECOND =
            List.of(
                    order(OrderStatus.PAID, "p-1", 3),
                    order(OrderStatus.PAID, "p-2", 40),
                    order(OrderStatus.PAID, "p-3", 1),
                    order(OrderStatus.CANCELLED, "p-3", 700));
    private static final List<OrderEvent> THIRD =
            List.of(order(OrderStatus.PAID, "p-2", 600), order(OrderStatus.PAID, "p-3", 50));

    private static final int PAID_FIRST = paid(FIRST);
    private static final int PAID_SECOND = paid(SECOND);
    private static final int PAID = PAID_FIRST + PAID_SECOND + paid(THIRD);

    private static Checkpointing checkpointing;
    private static Optional<String> lastCheckpoint;
    private static OpenTransactions transactions;

    /** What {@code ./lab run} shows: the job alone, with checkpoints that a person can wait for. */
    static final ProgramStory run =
            ProgramStory.ofLab("3.11", SalesJob::main)
                    .arguments(
                            sales(
                                    Duration.ofSeconds(5),
                                    Path.of(System.getProperty("java.io.tmpdir"), "storage")
                                            .toUri()
                                            .toString(),
                                    Path.of(System.getProperty("java.io.tmpdir"), "disk")
                                            .toUri()
                                            .toString()))
                    .topic(ORDERS, 2)
                    .topic(TOTALS, 1)
                    .fed(GeneratorSettings.ofSeed(11).meanGap(Duration.ofMinutes(1)));

    /**
     * Checkpoints come when the story says so. So nothing is committed between the second orders
     * and the crash: what they have written lies in transactions that are open.
     */
    @RegisterExtension
    static final ProcessStory story =
            ProcessStory.ofLab("3.11", SalesJob.class)
                    .onTwoMachines()
                    .checkpointsByHand()
                    .arguments(sales(CHECKPOINTS, "${storage}", "${disk}"))
                    .topic(ORDERS, 2)
                    .topic(TOTALS, 1)
                    .told(
                            s -> {
                                send(s.moment("first orders"), FIRST);
                                s.start().untilWritten(TOTALS, PAID_FIRST);
                                transactions = s.openTransactions(TOTALS);
                                checkpointing = s.checkpointing();
                                s.moment(CHECKPOINT).checkpoint().until(TOTALS, PAID_FIRST);
                                lastCheckpoint = s.lastCheckpoint();
                                send(s.moment("more orders"), SECOND);
                                s.untilWritten(TOTALS, PAID_FIRST + PAID_SECOND)
                                        .moment("machine dies")
                                        .failing(
                                                "One of the two machines died, and another came in its place. The job failed.",
                                                5,
                                                "the job comes back from its last checkpoint by itself.")
                                        .crash()
                                        .untilWritten(TOTALS, PAID_FIRST + 2 * PAID_SECOND);
                                send(s.moment("last orders"), THIRD);
                                s.untilWritten(TOTALS, PAID + PAID_SECOND)
                                        .moment("next checkpoint")
                                        .checkpoint()
                                        .until(TOTALS, PAID);
                                // An attempt that failed at once may have written as well, and the
                                // last orders have come after that checkpoint then.
                                s.checkpoint().until(TOTALS, PAID);
                            });

    @Test
    void each_paid_order_gives_the_total_of_its_product() {
        totalsAre(
                story.output(TOTALS, "key", "value")
                        .by(CHECKPOINT)
                        .given(
                                "%s orders lay in the topic when the job started; %s of them are paid."
                                        .formatted(FIRST.size(), PAID_FIRST))
                        .given("Then there was a checkpoint.")
                        .rule(1, "each paid order, from the first one on, gives one total.")
                        .question(
                                "Which orders does the job read, and when are totals to be seen?"),
                FIRST);
    }

    @Test
    void the_job_takes_checkpoints_by_itself() {
        checkpointing.isExactlyOnceEvery(CHECKPOINTS, 2);
    }

    @Test
    void checkpoints_lie_where_every_machine_reads_them() {
        new Finding()
                .fact(
                        lastCheckpoint
                                .map("The last checkpoint lies in %s."::formatted)
                                .orElse("No checkpoint lies in a file."))
                .rule(3, "checkpoints lie below --storage.")
                .question("Who reads a checkpoint when the machine is gone that wrote it?")
                .unless(lastCheckpoint.filter(path -> path.startsWith("${storage}/")).isPresent());
    }

    @Test
    void totals_are_exact_after_a_machine_has_died() {
        totalsAre(
                story.output(TOTALS, "key", "value")
                        .given(
                                "%s orders were paid. After %s there was a checkpoint; after %s a machine died."
                                        .formatted(PAID, PAID_FIRST, PAID_FIRST + PAID_SECOND))
                        .given("Another came in its place, the last orders came, and a checkpoint.")
                        .rule(4, "each paid order has given one committed total, and a right one.")
                        .question(
                                "Of what was done since the checkpoint: what is done again, and from where?"),
                Stream.of(FIRST, SECOND, THIRD).flatMap(List::stream).toList());
        transactions.mayOutlast(
                CHECKPOINTS,
                Duration.ofMinutes(2),
                4,
                "a transaction may stay open for two minutes longer than --checkpoints, or more.");
    }

    private static void totalsAre(OutputCheck output, List<OrderEvent> orders) {
        output.are(
                Oracle.runningTotals(orders).stream()
                        .map(total -> "('%s', '%s')".formatted(total.productId(), total.cents()))
                        .toArray(String[]::new));
    }

    /** Orders of a product lie in one partition. */
    private static void send(ProcessStory story, List<OrderEvent> orders) {
        for (OrderEvent order : orders) {
            story.send(
                    ORDERS,
                    order.productId().equals("p-1") ? 0 : 1,
                    order.productId(),
                    new String(EventJson.encode(order), UTF_8));
        }
    }

    private static int paid(List<OrderEvent> orders) {
        return Oracle.runningTotals(orders).size();
    }

    private static String[] sales(Duration checkpoints, String storage, String disk) {
        return new String[] {
            "--bootstrap",
            "${kafka.bootstrap}",
            "--group",
            "${group}",
            "--from",
            "${" + ORDERS + "}",
            "--to",
            "${" + TOTALS + "}",
            "--checkpoints",
            String.valueOf(checkpoints.toMillis()),
            "--storage",
            storage,
            "--disk",
            disk
        };
    }

    private static OrderEvent order(OrderStatus status, String product, long cents) {
        return new OrderEvent("o-1", status, "c-1", product, 1, cents, Day.at("10:00"));
    }
}
