package dev.flinklabs.testkit.probe;

import dev.flinklabs.testkit.operator.Input;
import dev.flinklabs.testkit.operator.OperatorStory;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.stream.IntStream;

/** Forty tests of one operator on the harness, each with a restore at another parallelism. */
@Tag("probe-harness")
class HarnessProbeTest {

    @RegisterExtension
    final OperatorStory<Long, String> story =
            OperatorStory.of(
                    new Counting(),
                    Input.<Long>named("in", Instant::ofEpochSecond)
                            .keyedBy(n -> "key " + n % 2, Types.STRING)
                            .toldAs(n -> "event " + n));

    @ParameterizedTest
    @ValueSource(
            ints = {
                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
                24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40
            })
    void a_key_is_counted_across_a_restart(int events) {
        story.rule(1, "each key has a count of its own, which survives a restart");
        for (long n = 2; n <= 2L * events; n += 2) {
            story.given(n);
        }
        story.snapshot().restore(2).given(2L * events + 2);
        story.emitted(
                IntStream.rangeClosed(1, events + 1)
                        .mapToObj(count -> "key 0: " + count)
                        .toArray(String[]::new));
    }

    private static final class Counting extends KeyedProcessFunction<String, Long, String> {

        private transient ValueState<Integer> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
        }

        @Override
        public void processElement(Long value, Context context, Collector<String> out)
                throws Exception {
            int next = count.value() == null ? 1 : count.value() + 1;
            count.update(next);
            out.collect(context.getCurrentKey() + ": " + next);
        }
    }
}
