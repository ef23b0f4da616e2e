package dev.flinklabs.marketplace.generator;

import java.time.Duration;

/**
 * How badly one topic behaves. Immutable: each method returns changed settings. Shares are from 0
 * (never) to 1 (always); durations are cut to whole milliseconds and are at most 365 days. What
 * makes no sense is refused with an {@link IllegalArgumentException}.
 *
 * <p>Each knob draws random numbers of its own: turning one leaves what the others choose as it is.
 *
 * @param partitions how many partitions the topic has, from 1 to 1000; 4 by default
 * @param disorder how long a record may arrive after later ones: each is held back by 0 to this
 *     long. 0 by default, which is order by event time
 * @param lateShare the share of records that are held back longer; 0 by default
 * @param lateBy how long beyond the disorder these are held back; 0 by default
 * @param duplicateShare the share of sound records that are sent twice; 0 by default
 * @param duplicateWithin how long after the first sending the second comes at most; 0 by default
 * @param malformedShare the share of records whose value is broken, in one of the ways of {@link
 *     Malformation}; 0 by default. Broken records are not sent twice; tombstones are never broken
 * @param idlePartitions how many partitions fall silent, those with the greatest numbers; 0 by
 *     default
 * @param idleAfter how long after the start they do; 0 by default, which is from the beginning
 */
public record TopicSettings(
        int partitions,
        Duration disorder,
        double lateShare,
        Duration lateBy,
        double duplicateShare,
        Duration duplicateWithin,
        double malformedShare,
        int idlePartitions,
        Duration idleAfter) {

    private static final Duration LONGEST = Duration.ofDays(365);

    public TopicSettings {
        GeneratorSettings.check("partitions", partitions, 1, 1000);
        check("disorder", disorder);
        check("late share", lateShare, "late by", lateBy);
        check("duplicate share", duplicateShare, "duplicate within", duplicateWithin);
        GeneratorSettings.check("malformed share", malformedShare, 0, 1);
        check("idle after", idleAfter);
        if (idlePartitions < 0 || idlePartitions >= partitions) {
            throw new IllegalArgumentException(
                    "idle partitions is "
                            + idlePartitions
                            + " of "
                            + partitions
                            + "; expected at least 0, and fewer than there are partitions.");
        }
    }

    /** A well-behaved topic: four partitions, every knob off. */
    public static TopicSettings wellBehaved() {
        Duration none = Duration.ZERO;
        return new TopicSettings(4, none, 0, none, 0, none, 0, 0, none);
    }

    /** The topic has this many partitions, from 1 to 1000. */
    public TopicSettings partitions(int partitions) {
        Draft draft = new Draft(this);
        draft.partitions = partitions;
        return draft.settings();
    }

    /**
     * Records arrive out of order: each is held back by 0 to {@code atMost}. No record becomes late
     * by this alone.
     */
    public TopicSettings disorder(Duration atMost) {
        Draft draft = new Draft(this);
        draft.disorder = atMost;
        return draft.settings();
    }

    /**
     * A share of the records is held back by the disorder plus {@code by}. Such a record is late as
     * {@link GeneratedRecord#late} defines it if a newer one has passed it in its partition; in a
     * partition that has been silent meanwhile it is not.
     *
     * @param by more than 0 if the share is
     */
    public TopicSettings late(double share, Duration by) {
        Draft draft = new Draft(this);
        draft.lateShare = share;
        draft.lateBy = by;
        return draft.settings();
    }

    /**
     * A share of the sound records is sent a second time, byte for byte, 1 ms to {@code within}
     * after the first. A redelivery may be late where the first sending was not.
     *
     * @param within more than 0 if the share is
     */
    public TopicSettings duplicates(double share, Duration within) {
        Draft draft = new Draft(this);
        draft.duplicateShare = share;
        draft.duplicateWithin = within;
        return draft.settings();
    }

    /** A share of the records has a broken value instead of its own. */
    public TopicSettings malformed(double share) {
        Draft draft = new Draft(this);
        draft.malformedShare = share;
        return draft.settings();
    }

    /**
     * Some partitions get no event that happens {@code after} or later, counted from the start.
     * Keys keep their partitions: what would happen to the keys of a silent one does not happen.
     * Orders and applications are given other ids, so that there are as many as asked for.
     *
     * @param partitions how many, fewer than the topic has: those with the greatest numbers
     * @param after 0 for partitions that never get anything
     */
    public TopicSettings idle(int partitions, Duration after) {
        Draft draft = new Draft(this);
        draft.idlePartitions = partitions;
        draft.idleAfter = after;
        return draft.settings();
    }

    /** Whether a partition gets no event that happens this many milliseconds after the start. */
    boolean silent(String key, long afterMillis) {
        return idlePartitions > 0
                && afterMillis >= idleAfter.toMillis()
                && Partitions.of(key, partitions) >= partitions - idlePartitions;
    }

    private static void check(String shareName, double share, String timeName, Duration time) {
        GeneratorSettings.check(shareName, share, 0, 1);
        check(timeName, time);
        if (share > 0 && time.toMillis() == 0) {
            throw new IllegalArgumentException(
                    timeName
                            + " is "
                            + time
                            + "; expected at least 1 ms, as "
                            + shareName
                            + " is not 0.");
        }
    }

    private static void check(String name, Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " is " + time + "; expected a duration from 0 to 365 days.");
        }
    }

    /** Settings in the making. */
    private static final class Draft {

        private int partitions;
        private Duration disorder;
        private double lateShare;
        private Duration lateBy;
        private double duplicateShare;
        private Duration duplicateWithin;
        private double malformedShare;
        private int idlePartitions;
        private Duration idleAfter;

        Draft(TopicSettings from) {
            partitions = from.partitions;
            disorder = from.disorder;
            lateShare = from.lateShare;
            lateBy = from.lateBy;
            duplicateShare = from.duplicateShare;
            duplicateWithin = from.duplicateWithin;
            malformedShare = from.malformedShare;
            idlePartitions = from.idlePartitions;
            idleAfter = from.idleAfter;
        }

        TopicSettings settings() {
            return new TopicSettings(
                    partitions,
                    disorder,
                    lateShare,
                    lateBy,
                    duplicateShare,
                    duplicateWithin,
                    malformedShare,
                    idlePartitions,
                    idleAfter);
        }
    }
}
