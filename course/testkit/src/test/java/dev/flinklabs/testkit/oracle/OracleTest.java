package dev.flinklabs.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;
import dev.flinklabs.testkit.oracle.Oracle.RunningTotal;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class OracleTest {

    @Test
    void each_paid_order_gives_the_total_of_its_product_so_far() {
        assertThat(
                        Oracle.runningTotals(
                                List.of(
                                        order(OrderStatus.PAID, "p-1", 100),
                                        order(OrderStatus.PAID, "p-2", 7),
                                        order(OrderStatus.PAID, "p-1", 20))))
                .containsExactly(
                        new RunningTotal("p-1", 100),
                        new RunningTotal("p-2", 7),
                        new RunningTotal("p-1", 120));
    }

    @Test
    void only_what_is_paid_counts() {
        assertThat(
                        Oracle.runningTotals(
                                List.of(
                                        order(OrderStatus.CREATED, "p-1", 100),
                                        order(OrderStatus.CANCELLED, "p-1", 100),
                                        order(OrderStatus.PAID, "p-1", 20))))
                .containsExactly(new RunningTotal("p-1", 20));
    }

    private static OrderEvent order(OrderStatus status, String product, long cents) {
        return new OrderEvent("o-1", status, "c-1", product, 1, cents, Instant.EPOCH);
    }
}
