package dev.flinklabs.testkit.probe;

import dev.flinklabs.testkit.story.SqlStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One window in SQL over a topic of the broker, asserted at a watermark. */
@Tag("probe-sql-on-broker")
class SqlOnBrokerProbeTest {

    @RegisterExtension
    static final SqlStory STORY =
            SqlStory.ofLab("0.0", "minutes.sql")
                    .topic("sale", 1)
                    .topic("minute", 1)
                    .writesTo("minutes")
                    .told(
                            story ->
                                    story.moment("two sales and a tick")
                                            .send("sale", 0, null, sale(200, 10_000))
                                            .send("sale", 0, null, sale(300, 59_000))
                                            .send("sale", 0, null, sale(0, 60_000))
                                            .start()
                                            .until("minute", 1));

    @Test
    void a_minute_is_told_when_it_is_over() {
        STORY.output("minute", "value")
                .rule(1, "a minute is told when it is over")
                .are("('{\"cents\":500}')");
    }

    private static String sale(int cents, long at) {
        return "{\"cents\":%d,\"sold_at\":%d}".formatted(cents, at);
    }
}
