package dev.flinklabs.marketplace.generator;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Generates the marketplace's traffic: first a snapshot of products and customers, then visits,
 * orders and their lives, price changes, customers who come, move up and leave, sellers who apply.
 *
 * <p>The same settings give the same records in the same order, byte for byte, on any JDK, in any
 * time zone and locale.
 */
public final class MarketplaceGenerator {

    private MarketplaceGenerator() {}

    /**
     * The records of all topics, in the order in which they are sent. Lazy: nothing is generated
     * before it is asked for. Memory does not grow with the number of orders, but with what is
     * under way at a time: the orders of the last two hours or so (7000 at the default gap of a
     * second, and more as the gap gets smaller), and the records that disorder, lateness and
     * duplicates hold back.
     *
     * <p>Each call begins anew. The stream is sequential.
     */
    public static Stream<GeneratedRecord> records(GeneratorSettings settings) {
        return StreamSupport.stream(
                () ->
                        Spliterators.spliteratorUnknownSize(
                                new Delivery(settings), Spliterator.ORDERED | Spliterator.NONNULL),
                Spliterator.ORDERED | Spliterator.NONNULL,
                false);
    }
}
