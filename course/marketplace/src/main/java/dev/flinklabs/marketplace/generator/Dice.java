package dev.flinklabs.marketplace.generator;

import java.util.Random;

/**
 * Random numbers that are the same on every platform: from {@link Random}, whose algorithm is
 * specified, and from {@link StrictMath}.
 */
final class Dice {

    private final Random random;

    /** Dice of different purposes are independent, also for neighbouring seeds. */
    Dice(long seed, String purpose) {
        long mixed = seed * 0x9e3779b97f4a7c15L + purpose.hashCode();
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        random = new Random(mixed ^ mixed >>> 31);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    long between(long least, long most) {
        return least + (long) (random.nextDouble() * (most - least + 1));
    }

    <T> T oneOf(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** From 0 to 1, without 1. */
    double fraction() {
        return random.nextDouble();
    }

    /** The time to the next of things that happen independently of each other. */
    long exponential(double mean) {
        return (long) (mean * -StrictMath.log(1 - random.nextDouble()));
    }
}
