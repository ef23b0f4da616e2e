package dev.flinklabs.ops.lab16;

import static dev.flinklabs.ops.lab16.SalesJobTest.ASIDE;
import static dev.flinklabs.ops.lab16.SalesJobTest.ORDERS;
import static dev.flinklabs.ops.lab16.SalesJobTest.PARTITIONS;
import static dev.flinklabs.ops.lab16.SalesJobTest.SALES;
import static dev.flinklabs.ops.lab16.SalesJobTest.paid;
import static dev.flinklabs.ops.lab16.SalesJobTest.told;

import dev.flinklabs.testkit.story.ProgramStory;
import dev.flinklabs.testkit.timeline.Day;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

@Tag("3.16")
class SilentPartitionTest {

    private static final Duration IDLE = Duration.ofMillis(100);
    private static final String SILENCE = "0 and 2 are past";

    private static Optional<Instant> time;
    private static Optional<Instant> timeInTheEnd;

    /**
     * An order that is a little too early is the last one that a partition has to read: when it has
     * been set aside, those before it have been read, however long a subtask waited for its turn.
     * What moves time comes after that, and takes no order along that could come too late.
     */
    @RegisterExtension
    static final ProgramStory story =
            ProgramStory.ofLab("3.16", SalesJob::main)
                    .arguments(SalesJobTest.arguments(IDLE))
                    .topic(ORDERS, PARTITIONS)
                    .topic(SALES, 1)
                    .topic(ASIDE, 1)
                    .told(
                            s -> {
                                s.moment("orders")
                                        .stamped(Day.at("10:02"))
                                        .send(ORDERS, 0, "p-1", paid("p-1", 100, "10:01"))
                                        .send(ORDERS, 2, "p-2", paid("p-2", 7, "10:02"))
                                        .start()
                                        .send(ORDERS, 0, "early", paid("p-9", 1, "10:03:00.001"))
                                        .send(ORDERS, 2, "early", paid("p-9", 1, "10:03:00.001"))
                                        .until(ASIDE, 2)
                                        .moment(SILENCE)
                                        .stamped(Day.at("10:10:30"))
                                        .send(ORDERS, 0, "10:10:30", turn("10:10:30"))
                                        .send(ORDERS, 2, "10:10:30", turn("10:10:30"))
                                        .until(SALES, 2);
                                time = s.watermark();
                                s.moment("1 speaks")
                                        .stamped(Day.at("10:12"))
                                        .send(ORDERS, 1, "p-1", paid("p-1", 50, "10:12"))
                                        .send(ORDERS, 1, "early", paid("p-9", 1, "10:13:00.001"))
                                        .until(ASIDE, 3)
                                        .moment("1 is silent again")
                                        .stamped(Day.at("10:20:30"))
                                        .send(ORDERS, 0, "10:20:30", turn("10:20:30"))
                                        .send(ORDERS, 2, "10:20:30", turn("10:20:30"))
                                        .until(SALES, 4);
                                timeInTheEnd = s.watermark();
                            });

    @Test
    void nobody_waits_for_a_partition_that_is_silent() {
        story.rows(SALES, "key", "window_end", "cents")
                .by(SILENCE)
                .given("Partitions 0 and 2 were at 10:10:30. Nothing has ever been in 1 and 3, and")
                .given(
                        "--idle is %s ms. At the windows it is %s."
                                .formatted(IDLE.toMillis(), told(time)))
                .rule(3, "a partition that is silent for --idle milliseconds is not waited for.")
                .question("What does a partition without records tell about the time?")
                .are("('p-1', '2026-03-02T10:10:00Z', 100)", "('p-2', '2026-03-02T10:10:00Z', 7)");
    }

    @Test
    void a_partition_that_speaks_again_counts() {
        story.rows(SALES, "window_end", "cents")
                .where("key", "p-1")
                .given("Partition 1 was silent, and nobody waited for it. Then an order of 10:12")
                .given("over 50 cents came in it, it was silent again, and 0 and 2 went on to")
                .given("10:20:30. At the windows it is %s.".formatted(told(timeInTheEnd)))
                .rule(3, "its orders count when it speaks again, and nobody waits for it later.")
                .question(
                        timeInTheEnd.orElse(Instant.MIN).isBefore(Day.at("10:19:59.999"))
                                ? "Who says at the windows that it is not yet 10:20?"
                                : "What is a silent partition left out of: of time, or of the input?")
                .are("('2026-03-02T10:10:00Z', 100)", "('2026-03-02T10:20:00Z', 50)");
    }

    /** Paid, as any job takes notice of; it counts in a window whose total nobody looks at. */
    private static String turn(String time) {
        return paid("p-9", 1, time);
    }
}
