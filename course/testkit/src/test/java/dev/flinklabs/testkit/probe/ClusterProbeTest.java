package dev.flinklabs.testkit.probe;

import dev.flinklabs.testkit.story.JobStory;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** One job on the cluster, asserted at a watermark. */
@Tag("probe-cluster")
class ClusterProbeTest {

    @Test
    void a_minute_is_told_when_it_is_over() {
        try (JobStory<Integer, Integer> story =
                JobStory.start(
                        "0.0",
                        Types.INT,
                        2,
                        in ->
                                in.keyBy(i -> "all")
                                        .window(TumblingEventTimeWindows.of(Duration.ofMinutes(1)))
                                        .reduce(Integer::sum))) {
            story.event(0, "10:00:10", 2).event(1, "10:00:50", 3).watermark("10:00:59.999");
            story.check().rule(1, "a minute is told when it is over").emitted(5);
        }
    }
}
