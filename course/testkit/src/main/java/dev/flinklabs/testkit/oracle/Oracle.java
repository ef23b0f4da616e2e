package dev.flinklabs.testkit.oracle;

import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is right, worked out over the whole data set at once: plain Java, no Flink, no time, no
 * failures. What a job gives is held against it.
 */
public final class Oracle {

    private Oracle() {}

    /**
     * A total as it was after an order.
     *
     * @param cents all that was paid for the product up to and with that order
     */
    public record RunningTotal(String productId, long cents) {}

    /**
     * What has been paid for each product so far, after each paid order.
     *
     * @param orders those of one product in the order in which they are to be read
     * @return as many as there are paid orders, in their order
     */
    public static List<RunningTotal> runningTotals(List<OrderEvent> orders) {
        Map<String, Long> cents = new LinkedHashMap<>();
        return orders.stream()
                .filter(order -> order.status() == OrderStatus.PAID)
                .map(
                        order ->
                                new RunningTotal(
                                        order.productId(),
                                        cents.merge(
                                                order.productId(), order.amountCents(), Long::sum)))
                .toList();
    }
}
