package dev.flinklabs.jobs.lab21;

import static org.assertj.core.api.Assertions.assertThat; // SOLUTION

import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState; // SOLUTION
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark; // SOLUTION
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Instant;

/** The tests of an operator that tells of quiet products. */
@ExtendWith(GivenOperator.class)
class QuietProductsSuite {

    private final GivenOperator.Operators operators;
    private KeyedOneInputStreamOperatorTestHarness<String, OrderEvent, QuietProduct> harness;

    QuietProductsSuite(GivenOperator.Operators operators) {
        this.operators = operators;
    }

    @BeforeEach
    void open() throws Exception {
        harness = newHarness();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void a_product_is_told_two_hours_after_its_only_order() throws Exception {
        // BEGIN SOLUTION
        // STUB throw new UnsupportedOperationException("Lab 2.21 is not done yet");
        order("p-1", "10:00");
        watermark("12:00:00.001");

        assertThat(harness.extractOutputValues()).containsExactly(quiet("p-1", 1, "10:00"));
        // END SOLUTION
    }

    // BEGIN SOLUTION
    @Test
    void an_order_keeps_its_product_from_being_quiet_for_two_hours_more() throws Exception {
        order("p-1", "10:00");
        order("p-1", "11:00");
        watermark("13:00");
        assertThat(harness.extractOutputValues()).isEmpty();

        watermark("13:00:00.001");
        assertThat(harness.extractOutputValues()).containsExactly(quiet("p-1", 2, "11:00"));
    }

    @Test
    void an_order_after_exactly_two_hours_comes_in_time() throws Exception {
        order("p-1", "10:00");
        watermark("12:00");
        order("p-1", "12:00");
        watermark("14:00:00.001");

        assertThat(harness.extractOutputValues()).containsExactly(quiet("p-1", 2, "12:00"));
    }

    @Test
    void the_latest_order_is_the_latest_by_its_own_time() throws Exception {
        order("p-1", "11:00");
        order("p-1", "10:00");
        watermark("13:00:00.001");

        assertThat(harness.extractOutputValues()).containsExactly(quiet("p-1", 2, "11:00"));
    }

    @Test
    void each_product_is_counted_for_itself() throws Exception {
        order("p-1", "10:00");
        order("p-2", "10:30");
        order("p-1", "10:45");
        watermark("18:00");

        assertThat(harness.extractOutputValues())
                .containsExactlyInAnyOrder(quiet("p-1", 2, "10:45"), quiet("p-2", 1, "10:30"));
    }

    @Test
    void what_is_known_survives_a_restart() throws Exception {
        order("p-1", "10:00");
        order("p-1", "11:00");
        OperatorSubtaskState snapshot = harness.snapshot(1, 0);
        harness.close();
        harness = newHarness();
        harness.initializeState(snapshot);
        harness.open();
        watermark("13:00:00.001");

        assertThat(harness.extractOutputValues()).containsExactly(quiet("p-1", 2, "11:00"));
    }

    @Test
    void nothing_is_left_of_a_product_that_was_told() throws Exception {
        order("p-1", "10:00");
        order("p-1", "11:00");
        watermark("13:00:00.001");

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void a_product_that_was_told_begins_anew() throws Exception {
        order("p-1", "10:00");
        watermark("13:00");
        order("p-1", "14:00");
        watermark("18:00");

        assertThat(harness.extractOutputValues())
                .containsExactly(quiet("p-1", 1, "10:00"), quiet("p-1", 1, "14:00"));
    }

    // END SOLUTION
    /** A harness around a new operator. It is not open yet. */
    private KeyedOneInputStreamOperatorTestHarness<String, OrderEvent, QuietProduct> newHarness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(operators.create()),
                OrderEvent::productId,
                Types.STRING);
    }

    /** An order for a product arrives. */
    private void order(String product, String time) throws Exception {
        harness.processElement(
                new OrderEvent("o-1", OrderStatus.CREATED, "c-1", product, 1, 4998, at(time)),
                at(time).toEpochMilli());
    }

    // BEGIN SOLUTION
    private void watermark(String time) throws Exception {
        harness.processWatermark(new Watermark(at(time).toEpochMilli()));
    }

    private static QuietProduct quiet(String product, long orders, String lastOrder) {
        return new QuietProduct(product, orders, at(lastOrder));
    }

    // END SOLUTION
    /** A time of day, such as {@code 10:00} or {@code 12:00:00.001}, in UTC. */
    private static Instant at(String time) {
        return Instant.parse("2026-01-01T" + (time.length() == 5 ? time + ":00" : time) + "Z");
    }
}
