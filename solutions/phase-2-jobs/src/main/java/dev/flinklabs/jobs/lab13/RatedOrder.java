package dev.flinklabs.jobs.lab13;

import dev.flinklabs.marketplace.OrderEvent;

/**
 * An order with the rating of its customer, or with what is said in its place.
 *
 * @param orderId names the order
 * @param customerId null for a guest
 * @param rating as the service gives it, or one of {@link #GUEST}, {@link #UNKNOWN}, {@link
 *     #UNAVAILABLE} and {@link #TIMED_OUT}
 */
public record RatedOrder(String orderId, String customerId, String rating) {

    /** The order has no customer id. */
    public static final String GUEST = "GUEST";

    /** The service does not know the customer. */
    public static final String UNKNOWN = "UNKNOWN";

    /** The service failed each time that it was asked. */
    public static final String UNAVAILABLE = "UNAVAILABLE";

    /** There was no answer in time. */
    public static final String TIMED_OUT = "TIMED_OUT";

    /** This order with this rating. */
    public static RatedOrder of(OrderEvent order, String rating) {
        return new RatedOrder(order.orderId(), order.customerId(), rating);
    }
}
