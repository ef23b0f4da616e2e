package dev.flinklabs.marketplace.generator;

import dev.flinklabs.marketplace.Topics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What the generator generates. Immutable: each method returns changed settings. What makes no
 * sense is refused with an {@link IllegalArgumentException} whose message says what was expected.
 *
 * <pre>{@code
 * GeneratorSettings.ofSeed(42)
 *         .orders(10_000)
 *         .skew(1.1)
 *         .topic(Topics.ORDER, t -> t.disorder(Duration.ofSeconds(5)).malformed(0.01));
 * }</pre>
 *
 * @param seed the same seed and settings give the same bytes, everywhere
 * @param orders how many orders are placed; 1000 by default. For every 100 orders there are about
 *     280 order events, 550 page views, 4 price changes, 2 changes to customers and 3 applications.
 *     0 leaves the snapshots of products and customers
 * @param customers how many customers there are at a time, from 1 to 1,000,000; 100 by default
 * @param products how many products there are at a time, from 1 to 1,000,000; 50 by default
 * @param start when the first thing happens, in whole milliseconds, from 1970 to 2999;
 *     2026-01-01T10:00:00Z by default
 * @param meanGap the mean time between two orders, from 1 microsecond to 1 day; 1 s by default. All
 *     orders together take at most 100 years
 * @param skew how unevenly customers and products are chosen: the exponent of Zipf's law, from 0 to
 *     10. 0, the default, chooses evenly; with 1 the k-th is chosen 1/k times as often as the
 *     first. The first ones are {@code c-1} and {@code p-1}; the first half of the customers and of
 *     the products never leaves, so that hot keys stay hot
 * @param guests the share of orders that guests place, who have no customer id, from 0 to 1; 0 by
 *     default
 * @param fastClockShare the share of order events that a wrong clock has timed, from 0 to 1; 0 by
 *     default
 * @param fastClockBy how far that clock is ahead, from 0 to 36500 days; 0 by default
 * @param orderSchemas the versions of order events; each event is in one of them, chosen evenly. By
 *     default all are {@link OrderSchema#V1}
 * @param topics the settings of the topics that differ from {@link TopicSettings#wellBehaved}
 */
public record GeneratorSettings(
        long seed,
        long orders,
        int customers,
        int products,
        Instant start,
        Duration meanGap,
        double skew,
        double guests,
        double fastClockShare,
        Duration fastClockBy,
        List<OrderSchema> orderSchemas,
        Map<String, TopicSettings> topics) {

    private static final Duration SHORTEST_GAP = Duration.of(1, ChronoUnit.MICROS);
    private static final Duration LONGEST_GAP = Duration.ofDays(1);
    // The clock of the shop counts nanoseconds in a long, which is full after 292 years.
    private static final Duration HUNDRED_YEARS = Duration.ofDays(36_500);
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2999-12-31T23:59:59.999Z");

    public GeneratorSettings {
        if (orders < 0) {
            throw new IllegalArgumentException("orders is " + orders + "; expected 0 or more.");
        }
        check("customers", customers, 1, 1_000_000);
        check("products", products, 1, 1_000_000);
        if (start.isBefore(EARLIEST) || start.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "start is "
                            + start
                            + "; expected a time from "
                            + EARLIEST
                            + " to "
                            + LATEST
                            + ".");
        }
        start = start.truncatedTo(ChronoUnit.MILLIS);
        if (meanGap.compareTo(SHORTEST_GAP) < 0 || meanGap.compareTo(LONGEST_GAP) > 0) {
            throw new IllegalArgumentException(
                    "mean gap is "
                            + meanGap
                            + "; expected a duration from 1 microsecond to 1 day.");
        }
        if ((double) orders * meanGap.toNanos() > HUNDRED_YEARS.toNanos()) {
            throw new IllegalArgumentException(
                    orders
                            + " orders with a mean gap of "
                            + meanGap
                            + " take more than 100 years; take fewer orders or a smaller gap.");
        }
        check("skew", skew, 0, 10);
        check("guests", guests, 0, 1);
        check("fast clock share", fastClockShare, 0, 1);
        if (fastClockBy.isNegative() || fastClockBy.compareTo(HUNDRED_YEARS) > 0) {
            throw new IllegalArgumentException(
                    "fast clock by is "
                            + fastClockBy
                            + "; expected a duration from 0 to 36500 days.");
        }
        orderSchemas = List.copyOf(orderSchemas);
        if (orderSchemas.isEmpty()) {
            throw new IllegalArgumentException("order schemas is empty; expected at least one.");
        }
        for (String topic : topics.keySet()) {
            if (!Topics.INCOMING.contains(topic)) {
                throw new IllegalArgumentException(
                        "no topic \""
                                + topic
                                + "\" is generated; expected one of "
                                + Topics.INCOMING
                                + ".");
            }
        }
        topics = Map.copyOf(topics);
    }

    /** The defaults, with this seed. */
    public static GeneratorSettings ofSeed(long seed) {
        return new GeneratorSettings(
                seed,
                1000,
                100,
                50,
                Instant.parse("2026-01-01T10:00:00Z"),
                Duration.ofSeconds(1),
                0,
                0,
                0,
                Duration.ZERO,
                List.of(OrderSchema.V1),
                Map.of());
    }

    public GeneratorSettings seed(long seed) {
        Draft draft = new Draft(this);
        draft.seed = seed;
        return draft.settings();
    }

    public GeneratorSettings orders(long orders) {
        Draft draft = new Draft(this);
        draft.orders = orders;
        return draft.settings();
    }

    public GeneratorSettings customers(int customers) {
        Draft draft = new Draft(this);
        draft.customers = customers;
        return draft.settings();
    }

    public GeneratorSettings products(int products) {
        Draft draft = new Draft(this);
        draft.products = products;
        return draft.settings();
    }

    public GeneratorSettings start(Instant start) {
        Draft draft = new Draft(this);
        draft.start = start;
        return draft.settings();
    }

    public GeneratorSettings meanGap(Duration meanGap) {
        Draft draft = new Draft(this);
        draft.meanGap = meanGap;
        return draft.settings();
    }

    public GeneratorSettings skew(double skew) {
        Draft draft = new Draft(this);
        draft.skew = skew;
        return draft.settings();
    }

    public GeneratorSettings guests(double guests) {
        Draft draft = new Draft(this);
        draft.guests = guests;
        return draft.settings();
    }

    /**
     * A share of the order events says a time that has yet to come: whoever wrote them has a clock
     * that is ahead. {@link GeneratedRecord#eventTime} and the Kafka timestamp are the true ones.
     *
     * @param by how far it is ahead
     */
    public GeneratorSettings fastClocks(double share, Duration by) {
        Draft draft = new Draft(this);
        draft.fastClockShare = share;
        draft.fastClockBy = by;
        return draft.settings();
    }

    public GeneratorSettings orderSchemas(OrderSchema... orderSchemas) {
        Draft draft = new Draft(this);
        draft.orderSchemas = List.of(orderSchemas);
        return draft.settings();
    }

    /** Changes the settings of one of {@link Topics#INCOMING}. */
    public GeneratorSettings topic(String topic, UnaryOperator<TopicSettings> change) {
        Map<String, TopicSettings> changed = new TreeMap<>(topics);
        changed.put(topic, change.apply(topic(topic)));
        Draft draft = new Draft(this);
        draft.topics = changed;
        return draft.settings();
    }

    /** Changes the settings of all of {@link Topics#INCOMING}. */
    public GeneratorSettings everyTopic(UnaryOperator<TopicSettings> change) {
        GeneratorSettings changed = this;
        for (String topic : Topics.INCOMING) {
            changed = changed.topic(topic, change);
        }
        return changed;
    }

    /** The settings of a topic. */
    public TopicSettings topic(String topic) {
        return topics.getOrDefault(topic, TopicSettings.wellBehaved());
    }

    static void check(String name, double value, double least, double most) {
        // Not the other way round: NaN is refused too.
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    name
                            + " is "
                            + plain(value)
                            + "; expected "
                            + plain(least)
                            + " to "
                            + plain(most)
                            + ".");
        }
    }

    private static String plain(double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }

    /** Settings in the making. */
    private static final class Draft {

        private long seed;
        private long orders;
        private int customers;
        private int products;
        private Instant start;
        private Duration meanGap;
        private double skew;
        private double guests;
        private double fastClockShare;
        private Duration fastClockBy;
        private List<OrderSchema> orderSchemas;
        private Map<String, TopicSettings> topics;

        Draft(GeneratorSettings from) {
            seed = from.seed;
            orders = from.orders;
            customers = from.customers;
            products = from.products;
            start = from.start;
            meanGap = from.meanGap;
            skew = from.skew;
            guests = from.guests;
            fastClockShare = from.fastClockShare;
            fastClockBy = from.fastClockBy;
            orderSchemas = from.orderSchemas;
            topics = from.topics;
        }

        GeneratorSettings settings() {
            return new GeneratorSettings(
                    seed,
                    orders,
                    customers,
                    products,
                    start,
                    meanGap,
                    skew,
                    guests,
                    fastClockShare,
                    fastClockBy,
                    orderSchemas,
                    topics);
        }
    }
}
