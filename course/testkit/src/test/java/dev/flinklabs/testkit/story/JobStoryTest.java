package dev.flinklabs.testkit.story;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.testkit.failure.JobFailure;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** The story catches what it is for, and its failures teach. */
class JobStoryTest {

    @Test
    void a_window_is_seen_at_its_watermark_while_the_input_goes_on() {
        try (JobStory<Integer, Integer> story = sumsOfMinutes(2)) {
            story.event(0, "10:00:10", 2).event(1, "10:00:50", 3).watermark("10:00:59.999");

            assertThatCode(() -> check(story).emitted(5)).doesNotThrowAnyException();
        }
    }

    @Test
    void nothing_is_seen_before_the_watermark() {
        try (JobStory<Integer, Integer> story = sumsOfMinutes(2)) {
            story.event(0, "10:00:10", 2).watermark("10:00:59.998");

            assertThatCode(() -> check(story).emitted()).doesNotThrowAnyException();
            assertThatThrownBy(() -> check(story).emitted(2))
                    .hasMessage(
                            """
                            Minute 10:00 holds 2.
                            Nothing came out. Expected: [2]
                            Rule 1: a minute is told when it is over.
                            When is a window over?

                            event time  10:00:10                                            10:00:59.998
                            in          ● 2
                            watermark   ────────────────────────────────────────────────────▶ 10:00:59.998
                            out                                                             · nothing
                            expected                                                        ▲ 2""");
        }
    }

    @Test
    void a_partition_that_says_nothing_holds_time_back_until_it_is_idle() {
        try (JobStory<Integer, Integer> story = sumsOfMinutes(2)) {
            story.event(0, "10:00:10", 2).watermark(0, "10:01:00").untilWatermark("10:00:59.999");
            assertThatCode(() -> check(story).emitted()).doesNotThrowAnyException();

            story.idle(1).untilWatermark("10:00:59.999");
            assertThatCode(() -> check(story).emitted(2)).doesNotThrowAnyException();
        }
    }

    @Test
    void a_job_that_assigns_its_own_watermarks_is_followed_to_them() {
        try (JobStory<Integer, Integer> story =
                JobStory.start(
                        "9.9",
                        Types.INT,
                        1,
                        in ->
                                sums(
                                        in.assignTimestampsAndWatermarks(
                                                WatermarkStrategy.<Integer>forMonotonousTimestamps()
                                                        .withTimestampAssigner((e, t) -> t))))) {
            story.event(0, "10:00:10", 2).event(0, "10:01:00.001", 7).untilWatermark("10:01:00");

            assertThatCode(() -> check(story).emitted(2)).doesNotThrowAnyException();
        }
    }

    @Test
    void what_came_out_and_is_not_due_is_told() {
        try (JobStory<Integer, Integer> story =
                JobStory.start("9.9", Types.INT, 1, in -> in.map(i -> i))) {
            story.event(0, "10:00", 2).watermark("10:01");

            assertThatThrownBy(() -> check(story).emitted())
                    .hasMessageContaining("Came out, and is not due: [2]");
        }
    }

    @Test
    void a_job_that_fails_is_told_by_its_cause() {
        try (JobStory<Integer, Integer> story =
                JobStory.start("9.9", Types.INT, 1, in -> in.map(i -> 10 / i))) {
            story.event(0, "10:00", 0);

            assertThatThrownBy(() -> story.watermark("10:01"))
                    .isInstanceOf(JobFailure.class)
                    .hasMessage("The job failed.\nArithmeticException: / by zero");
        }
    }

    private static JobStory.Check<Integer> check(JobStory<Integer, Integer> story) {
        return story.check()
                .given("Minute 10:00 holds 2.")
                .rule(1, "a minute is told when it is over.")
                .question("When is a window over?");
    }

    private static JobStory<Integer, Integer> sumsOfMinutes(int partitions) {
        return JobStory.start("9.9", Types.INT, partitions, JobStoryTest::sums);
    }

    private static DataStream<Integer> sums(DataStream<Integer> in) {
        return in.keyBy(i -> "all")
                .window(TumblingEventTimeWindows.of(Duration.ofMinutes(1)))
                .reduce(Integer::sum);
    }
}
