package dev.flinklabs.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.testkit.failure.JobFailure;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;

/** The story catches what it is for, and its failures teach. */
class ProgramStoryTest {

    @Test
    void a_program_that_is_not_done_says_so_unwrapped() {
        assertThatThrownBy(
                        () ->
                                told(
                                        arguments -> {
                                            throw new UnsupportedOperationException(
                                                    "Lab 9.9 is not done yet");
                                        }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Lab 9.9 is not done yet");
    }

    @Test
    void a_program_that_ends_with_an_exception_is_told_by_it() {
        assertThatThrownBy(
                        () ->
                                told(
                                        arguments -> {
                                            throw new IllegalArgumentException("no --from");
                                        }))
                .isInstanceOf(JobFailure.class)
                .hasMessage(
                        "The program ended with an exception before a job ran.\n"
                                + "IllegalArgumentException: no --from");
    }

    @Test
    void arguments_are_filled_in() throws Exception {
        String[][] seen = new String[1][];
        told(arguments -> seen[0] = arguments);

        assertThat(seen[0][0]).isEqualTo("--from");
        assertThat(seen[0][1]).startsWith("shop.order-");
    }

    @Test
    void a_job_that_ends_by_itself_is_told_from_one_that_goes_on() throws Exception {
        ProgramStory ends =
                told(
                        arguments -> {
                            StreamExecutionEnvironment env =
                                    StreamExecutionEnvironment.getExecutionEnvironment();
                            env.fromSequence(1, 3).sinkTo(new DiscardingSink<>());
                            env.execute();
                        });
        ProgramStory goesOn =
                told(
                        arguments -> {
                            StreamExecutionEnvironment env =
                                    StreamExecutionEnvironment.getExecutionEnvironment();
                            env.setParallelism(1);
                            env.fromSource(
                                            new GatedSource<>(Types.INT, 1),
                                            WatermarkStrategy.noWatermarks(),
                                            "silent")
                                    .sinkTo(new DiscardingSink<>());
                            env.execute();
                        });

        assertThat(ends.endedByItself()).isTrue();
        assertThat(goesOn.endedByItself()).isFalse();
    }

    private static ProgramStory told(ProgramStory.Program program) throws Exception {
        ProgramStory story =
                ProgramStory.ofLab("9.9", program)
                        .topic("shop.order", 1)
                        .arguments("--from", "${shop.order}")
                        .told(s -> s.moment("job starts").start().untilEnd());
        story.tellOnce(ProgramStoryTest.class);
        return story;
    }
}
