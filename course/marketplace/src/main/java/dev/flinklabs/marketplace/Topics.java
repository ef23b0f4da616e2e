package dev.flinklabs.marketplace;

import java.util.List;

/** The Kafka topics of the marketplace. Keys and values are UTF-8 text. */
public final class Topics {

    /** {@link OrderEvent}; the key is the order id. */
    public static final String ORDER = "shop.order";

    /** {@link ProductChange} and tombstones; the key is {@code {"product_id":"p-1"}}. */
    public static final String PRODUCT = "shop.product";

    /** {@link CustomerChange} and tombstones; the key is {@code {"customer_id":"c-1"}}. */
    public static final String CUSTOMER = "shop.customer";

    /** {@link SellerApplication}; the key is the application id. */
    public static final String APPLICATION = "shop.application";

    /** {@link PageView}; the key is the customer id. */
    public static final String PAGEVIEW = "shop.pageview";

    /** Out: results of windows and other aggregations. */
    public static final String AGGREGATIONS = "shop.analytics.aggregations";

    /** Out: anomalies. */
    public static final String ANOMALIES = "shop.anomaly.detected";

    /** Out: records of {@link #ORDER} that cannot be used. */
    public static final String ORDER_DEAD_LETTERS = "shop.order.dlq";

    /** The topics that come in, which are those that the generator fills. */
    public static final List<String> INCOMING =
            List.of(ORDER, PRODUCT, CUSTOMER, APPLICATION, PAGEVIEW);

    private Topics() {}
}
