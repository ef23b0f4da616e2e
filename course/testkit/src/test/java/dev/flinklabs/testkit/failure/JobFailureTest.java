package dev.flinklabs.testkit.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.InvalidProgramException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.runtime.JobException;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.NotSerializableException;
import java.util.concurrent.CompletionException;

class JobFailureTest {

    @Test
    void the_innermost_cause_that_says_something_is_told() {
        Throwable nested =
                new JobExecutionException(
                        new JobID(),
                        "Job execution failed.",
                        new JobException(
                                "Recovery is suppressed by NoRestartBackoffTimeStrategy",
                                new IllegalStateException("the price of p-3 is negative")));

        assertThat(new JobFailure("The job failed.", nested))
                .hasMessage("The job failed.\nIllegalStateException: the price of p-3 is negative");
    }

    @Test
    void the_record_that_cannot_be_read_is_told_and_not_where_its_parser_stopped() {
        Throwable nested =
                new IOException(
                        "Failed to deserialize consumer record due to",
                        new IOException(
                                "Failed to deserialize JSON '{\"order_id\":'.",
                                new IOException("Unexpected end-of-input")));

        assertThat(JobFailure.telling(nested))
                .hasMessage("Failed to deserialize JSON '{\"order_id\":'.");
    }

    @Test
    void what_failed_behind_a_record_that_was_read_is_told_and_not_the_record() {
        Throwable nested =
                new IOException(
                        "Failed to deserialize JSON '{\"order_id\":\"o-1\"}'.",
                        new ExceptionInChainedOperatorException(
                                new IOException(
                                        "Topic labels not present in metadata after 60000 ms.")));

        assertThat(new JobFailure("It failed.", nested))
                .hasMessage(
                        """
                        It failed.
                        IOException: Topic labels not present in metadata after 60000 ms.
                        More: docs/errors/not-present-in-metadata-after.md""");
    }

    @Test
    void the_object_that_cannot_be_sent_is_told_and_not_who_handed_it_on() {
        Throwable nested =
                new ProgramInvocationException(
                        "The main method caused an error: shop.Client@1 is not serializable.",
                        new InvalidProgramException(
                                "shop.Client@1 is not serializable.",
                                new NotSerializableException("shop.Client")));

        assertThat(new JobFailure("It failed.", nested))
                .hasMessage(
                        """
                        It failed.
                        InvalidProgramException: shop.Client@1 is not serializable.
                        Caused by NotSerializableException: shop.Client
                        More: docs/errors/is-not-serializable.md""");
    }

    @Test
    void a_wrapper_without_a_cause_speaks_for_itself() {
        Throwable nested =
                new JobExecutionException(
                        new JobID(),
                        "Job execution failed.",
                        new ProgramInvocationException("The class must be public."));

        assertThat(new JobFailure("It failed.", nested))
                .hasMessage("It failed.\nProgramInvocationException: The class must be public.");
    }

    @Test
    void a_failure_that_came_over_the_wire_is_told_like_any_other() {
        Throwable nested =
                new CompletionException(
                        new SerializedThrowable(new IllegalStateException("no such customer")));

        assertThat(new JobFailure("The job failed.", nested))
                .hasMessage("The job failed.\nIllegalStateException: no such customer");
    }

    @Test
    void a_cause_without_a_message_is_told_by_its_type() {
        assertThat(new JobFailure("The job failed.", new NullPointerException()))
                .hasMessage("The job failed.\nNullPointerException");
    }

    @Test
    void the_students_own_line_is_named_and_not_the_tests() {
        Exception cause = new IllegalStateException("the price of p-3 is negative");
        cause.setStackTrace(
                new StackTraceElement[] {
                    frame("org.apache.flink.Anything", "Anything.java", 1),
                    frame("dev.flinklabs.jobs.lab09.PriceTest", "PriceTest.java", 2),
                    frame("dev.flinklabs.jobs.lab09.Price$Check", "Price.java", 3),
                    frame("dev.flinklabs.jobs.lab09.Price", "Price.java", 4)
                });

        assertThat(new JobFailure("The job failed.", new CompletionException(cause)))
                .hasMessageEndingWith("\nIn Price.java:3.");
    }

    private static StackTraceElement frame(String type, String file, int line) {
        return new StackTraceElement(type, "method", file, line);
    }
}
