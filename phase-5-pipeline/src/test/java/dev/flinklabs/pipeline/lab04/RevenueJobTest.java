package dev.flinklabs.pipeline.lab04;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;
import dev.flinklabs.marketplace.Topics;
import dev.flinklabs.marketplace.generator.GeneratorSettings;
import dev.flinklabs.testkit.broker.OpenTransactions;
import dev.flinklabs.testkit.cluster.Checkpointing;
import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.story.ProgramStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

@Tag("5.4")
class RevenueJobTest {

    private static final String ORDERS = Topics.ORDER;
    private static final String REVENUE = Topics.AGGREGATIONS;
    private static final String SNAPSHOTS = "snapshots";
    private static final String TABLE = "daily_revenue";
    private static final String LAKE = "lake";
    private static final Duration CHECKPOINTS = Duration.ofMinutes(8);
    private static final String FIRST_ORDERS = "first orders";
    private static final String CHECKPOINT = "checkpoint";
    private static final String DAY_1 = "2026-03-01";
    private static final String DAY_2 = "2026-03-02";

    private static Checkpointing checkpointing;
    private static List<Lake.RowFile> files;
    private static OpenTransactions transactions;

    static {
        Lake.keepFewThreads();
    }

    /** What {@code ./lab run} shows, with checkpoints that a person can wait for. */
    static final ProgramStory run =
            ProgramStory.ofLab("5.4", RevenueJob::main)
                    .arguments(arguments(Duration.ofSeconds(2)))
                    .topic(ORDERS, 2)
                    .topic(REVENUE, 1)
                    .directory(LAKE)
                    .fed(GeneratorSettings.ofSeed(54).meanGap(Duration.ofMinutes(1)));

    /**
     * Checkpoints come when the story says so. So nothing is committed between the last orders and
     * the crash: what they gave lies in an open transaction, and in files of no snapshot.
     */
    @RegisterExtension
    static final ProgramStory story =
            ProgramStory.ofLab("5.4", RevenueJob::main)
                    .arguments(arguments(CHECKPOINTS))
                    .topic(ORDERS, 2)
                    .topic(REVENUE, 1)
                    .directory(LAKE)
                    .readsFrom(SNAPSHOTS, () -> lake().snapshots())
                    .readsFrom(TABLE, () -> lake().rows())
                    .patience(Duration.ofSeconds(1))
                    .restarting()
                    .checkpointsByHand()
                    .told(
                            s -> {
                                s.moment(FIRST_ORDERS)
                                        .sendAll(
                                                ORDERS,
                                                0,
                                                "p-1",
                                                paid("p-1", DAY_1, 100),
                                                paid("p-1", DAY_1, 20),
                                                created("p-1", DAY_1, 9),
                                                paid("p-1", DAY_2, 7))
                                        .sendAll(
                                                ORDERS,
                                                1,
                                                "p-2",
                                                paid("p-2", DAY_1, 5),
                                                paid("p-4", DAY_1, 40))
                                        .start()
                                        .untilWritten(REVENUE, 5)
                                        .until(REVENUE, 0);
                                transactions = s.openTransactions(REVENUE);
                                checkpointing = s.checkpointing();
                                s.moment(CHECKPOINT)
                                        .checkpoint()
                                        .until(REVENUE, 5)
                                        .until(SNAPSHOTS, 1)
                                        .moment("more orders")
                                        .sendAll(ORDERS, 0, "p-1", paid("p-1", DAY_1, 3))
                                        .sendAll(
                                                ORDERS,
                                                1,
                                                "p-2",
                                                paid("p-2", DAY_1, 60),
                                                paid("p-4", DAY_1, 2),
                                                paid("p-5", DAY_2, 800))
                                        .untilWritten(REVENUE, 9)
                                        .moment("crash")
                                        .crash()
                                        .untilWritten(REVENUE, 13)
                                        .moment("next checkpoint")
                                        .checkpoint()
                                        .until(REVENUE, 9)
                                        .until(SNAPSHOTS, 2)
                                        .until(TABLE, 0);
                                files = lake().files();
                            });

    @Test
    void each_total_is_in_the_topic_once_across_a_crash() {
        story.rows(REVENUE, "key", "sold_on", "orders", "cents")
                .given(
                        "Nine orders were paid. After five there was a checkpoint; when the totals of")
                .given("all nine were written, every TaskManager died.")
                .rule(1, "each total is committed to the topic once, also after a failure.")
                .question(
                        "What was written before the crash and not committed: what becomes of it?")
                .are(
                        "('p-1', '2026-03-01', 1, 100)",
                        "('p-1', '2026-03-01', 2, 120)",
                        "('p-1', '2026-03-02', 1, 7)",
                        "('p-2', '2026-03-01', 1, 5)",
                        "('p-4', '2026-03-01', 1, 40)",
                        "('p-1', '2026-03-01', 3, 123)",
                        "('p-2', '2026-03-01', 2, 65)",
                        "('p-4', '2026-03-01', 2, 42)",
                        "('p-5', '2026-03-02', 1, 800)");
        transactions.mayOutlast(
                CHECKPOINTS,
                Duration.ofMinutes(1),
                1,
                "a transaction may stay open for at least a minute longer.");
    }

    @Test
    void a_batch_query_finds_one_row_for_each_day_and_product() {
        story.output(TABLE)
                .given(
                        "Nine orders were paid, on two days and for four products. There was a crash,")
                .given("then a checkpoint, then SELECT * FROM shop.daily_revenue in batch mode.")
                .rule(2, "the table has one row for each day and product: the last total.")
                .question("When a new total comes, how does the table learn which row it replaces?")
                .are(
                        "('2026-03-01', 'p-1', 3, 123)",
                        "('2026-03-01', 'p-2', 2, 65)",
                        "('2026-03-01', 'p-4', 2, 42)",
                        "('2026-03-02', 'p-1', 1, 7)",
                        "('2026-03-02', 'p-5', 1, 800)");
    }

    @Test
    void the_job_takes_checkpoints_by_itself() {
        checkpointing.isExactlyOnceEvery(CHECKPOINTS, 3);
    }

    @Test
    void nothing_is_seen_in_the_topic_before_the_checkpoint() {
        story.output(REVENUE, "key", "value")
                .by(FIRST_ORDERS)
                .given("Totals have been written to the topic, and no checkpoint has been.")
                .rule(
                        4,
                        "what is written to the topic is seen after the next checkpoint, not before.")
                .question("When may a total not be taken back any more, whatever happens?")
                .are();
    }

    @Test
    void each_checkpoint_gives_one_snapshot() {
        story.output(SNAPSHOTS)
                .given("There were two checkpoints, with new totals before each of them.")
                .rule(
                        5,
                        "each checkpoint with new totals gives one snapshot, and nothing else does.")
                .question("Who makes snapshots of the table, and when?")
                .are("(1)", "(2)");
    }

    @Test
    void each_file_holds_rows_of_one_day() {
        List<String> mixed =
                files.stream()
                        .filter(file -> !file.first().equals(file.last()))
                        .map(file -> "%s to %s".formatted(file.first(), file.last()))
                        .toList();
        new Finding()
                .fact(
                        "Of the table's %s files with rows, %s hold rows of more than one day%s"
                                .formatted(
                                        files.size(),
                                        mixed.size(),
                                        mixed.isEmpty() ? "." : ": " + mixed.get(0) + "."))
                .rule(6, "a file holds rows of one day, so that a day's query opens no other's.")
                .question("By which column is the table divided, and what do its readers ask for?")
                .unless(!files.isEmpty() && mixed.isEmpty());
    }

    @Test
    void a_checkpoint_adds_one_file_for_each_day() {
        Map<String, Long> counts =
                files.stream()
                        .collect(
                                groupingBy(
                                        file ->
                                                "snapshot %s, %s"
                                                        .formatted(file.snapshot(), days(file)),
                                        TreeMap::new,
                                        counting()));
        String most =
                counts.entrySet().stream()
                        .filter(count -> count.getValue() > 1)
                        .map(count -> "%s: %s files".formatted(count.getKey(), count.getValue()))
                        .collect(Collectors.joining("; "));
        new Finding()
                .fact(
                        files.isEmpty()
                                ? "There is no file with rows."
                                : "More than one file with rows of the same day: " + most + ".")
                .rule(7, "a checkpoint adds at most one file with rows for each day.")
                .question(
                        "How many writers has the table, and which of them gets rows of that day?")
                .unless(!files.isEmpty() && most.isEmpty());
    }

    private static String days(Lake.RowFile file) {
        return file.first().equals(file.last())
                ? file.first().toString()
                : file.first() + " to " + file.last();
    }

    private static Lake lake() {
        return new Lake(story.directoryNamed(LAKE));
    }

    private static String[] arguments(Duration checkpoints) {
        return new String[] {
            "--bootstrap",
            "${kafka.bootstrap}",
            "--group",
            "${group}",
            "--from",
            "${" + ORDERS + "}",
            "--to",
            "${" + REVENUE + "}",
            "--lake",
            "${" + LAKE + "}",
            "--checkpoints",
            String.valueOf(checkpoints.toMillis())
        };
    }

    private static String paid(String product, String day, long cents) {
        return order(OrderStatus.PAID, product, day, cents);
    }

    private static String created(String product, String day, long cents) {
        return order(OrderStatus.CREATED, product, day, cents);
    }

    private static String order(OrderStatus status, String product, String day, long cents) {
        OrderEvent order =
                new OrderEvent(
                        "o-1", status, "c-1", product, 1, cents, Instant.parse(day + "T10:00:00Z"));
        return new String(EventJson.encode(order), UTF_8);
    }
}
