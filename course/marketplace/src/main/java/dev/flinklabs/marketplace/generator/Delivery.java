package dev.flinklabs.marketplace.generator;

import dev.flinklabs.marketplace.Topics;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Brings what happens in the shop to the topics: late, twice or broken, as the settings want it.
 */
final class Delivery implements Iterator<GeneratedRecord> {

    private final Shop shop;
    private final Map<String, Route> routes = new HashMap<>();
    private final PriorityQueue<Parcel> underWay = new PriorityQueue<>();
    private GeneratedRecord tombstone;
    private long shopTime = Long.MIN_VALUE;
    private long parcels;

    Delivery(GeneratorSettings settings) {
        shop = new Shop(settings);
        for (String topic : Topics.INCOMING) {
            routes.put(topic, new Route(topic, settings));
        }
    }

    @Override
    public boolean hasNext() {
        return tombstone != null || !underWay.isEmpty() || shop.hasNext();
    }

    @Override
    public GeneratedRecord next() {
        if (tombstone != null) {
            GeneratedRecord next = tombstone;
            tombstone = null;
            return next;
        }
        // What has yet to happen is sent no earlier than it happens.
        while ((underWay.isEmpty() || underWay.peek().sendTime > shopTime) && shop.hasNext()) {
            Shop.Happening happening = shop.next();
            shopTime = happening.time();
            underWay.add(pack(happening));
        }
        if (underWay.isEmpty()) {
            throw new NoSuchElementException("All orders have been placed, and all records sent.");
        }
        return send(underWay.poll());
    }

    private Parcel pack(Shop.Happening happening) {
        Route route = routes.get(happening.topic());
        TopicSettings settings = route.settings;
        long disorder = settings.disorder().toMillis();
        long delay = route.disorder.between(0, disorder);
        if (route.late.chance(settings.lateShare())) {
            delay = disorder + settings.lateBy().toMillis();
        }
        boolean broken = route.malformed.chance(settings.malformedShare());
        Malformation malformation = route.malformed.oneOf(Malformation.values());
        boolean twice = route.duplicates.chance(settings.duplicateShare());
        long again =
                route.duplicates.between(1, Math.max(1, settings.duplicateWithin().toMillis()));
        return new Parcel(
                happening.time() + delay,
                parcels++,
                happening,
                broken ? malformation : null,
                twice && !broken ? again : 0,
                false);
    }

    private GeneratedRecord send(Parcel parcel) {
        Shop.Happening happening = parcel.happening;
        Route route = routes.get(happening.topic());
        int partition = Partitions.of(happening.key(), route.settings.partitions());
        Instant timestamp = Instant.ofEpochMilli(parcel.sendTime);
        Instant eventTime = Instant.ofEpochMilli(happening.time());
        if (parcel.again > 0) {
            underWay.add(
                    new Parcel(
                            parcel.sendTime + parcel.again, parcels++, happening, null, 0, true));
        }
        if (happening.tombstoneFollows() && !parcel.duplicate) {
            tombstone =
                    new GeneratedRecord(
                            happening.topic(),
                            partition,
                            happening.key(),
                            null,
                            timestamp,
                            eventTime,
                            false,
                            false,
                            null);
        }
        byte[] value = happening.value();
        return new GeneratedRecord(
                happening.topic(),
                partition,
                happening.key(),
                parcel.malformation == null ? value : parcel.malformation.apply(value),
                timestamp,
                eventTime,
                parcel.malformation == null && route.isLate(partition, happening.time()),
                parcel.duplicate,
                parcel.malformation);
    }

    /**
     * A happening on its way; {@code again} is 0, or after how many milliseconds it comes again.
     */
    private record Parcel(
            long sendTime,
            long number,
            Shop.Happening happening,
            Malformation malformation,
            long again,
            boolean duplicate)
            implements Comparable<Parcel> {

        @Override
        public int compareTo(Parcel other) {
            int byTime = Long.compare(sendTime, other.sendTime);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** One topic: its settings, random numbers for each knob, and the greatest times so far. */
    private static final class Route {

        private final TopicSettings settings;
        private final Dice disorder;
        private final Dice late;
        private final Dice malformed;
        private final Dice duplicates;
        private final long[] greatest;

        Route(String topic, GeneratorSettings all) {
            settings = all.topic(topic);
            disorder = new Dice(all.seed(), topic + " disorder");
            late = new Dice(all.seed(), topic + " late");
            malformed = new Dice(all.seed(), topic + " malformed");
            duplicates = new Dice(all.seed(), topic + " duplicates");
            greatest = new long[settings.partitions()];
        }

        /** Takes note of a sound record's time, and tells whether it is late. */
        boolean isLate(int partition, long time) {
            boolean late = time < greatest[partition] - settings.disorder().toMillis();
            greatest[partition] = Math.max(greatest[partition], time);
            return late;
        }
    }
}
