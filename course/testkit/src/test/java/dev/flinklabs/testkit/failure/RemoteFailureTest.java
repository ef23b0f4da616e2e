package dev.flinklabs.testkit.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemoteFailureTest {

    private static final String TRACE =
            """
            org.apache.flink.runtime.JobException: Recovery is suppressed
            \tat org.apache.flink.Handler.handle(Handler.java:7)
            Caused by: java.lang.IllegalStateException: the record is
              {"order_id": 1}
            \tat app//dev.flinklabs.jobs.lab09.Price.of(Price.java:41)
            \tat java.base/java.lang.Thread.run(Thread.java:840)
            \t... 3 more
            12:00:00.000 INFO  something else
            """;

    @Test
    void its_causes_are_those_of_the_trace_with_all_lines_of_their_messages() {
        assertThat(RemoteFailure.parse(TRACE))
                .hasMessage("Recovery is suppressed")
                .cause()
                .hasMessage("the record is\n  {\"order_id\": 1}")
                .hasNoCause();
    }

    @Test
    void it_is_told_like_a_failure_of_this_jvm() {
        assertThat(new JobFailure("The job failed.", RemoteFailure.parse(TRACE)))
                .hasMessage(
                        "The job failed.\nIllegalStateException: the record is {\"order_id\": 1}\nIn Price.java:41.");
    }

    @Test
    void one_without_a_message_has_none() {
        assertThat(RemoteFailure.parse("java.lang.NullPointerException\n\tat a.B.c(B.java:1)\n"))
                .hasMessage(null)
                .hasToString("java.lang.NullPointerException");
    }
}
