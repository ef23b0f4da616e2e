package dev.flinklabs.marketplace.generator;

import java.util.Arrays;

/** Picks one of many, the first ones more often: the k-th with a weight of 1 / k^exponent. */
final class Zipf {

    private final double[] sums;

    Zipf(int size, double exponent) {
        sums = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += 1 / StrictMath.pow(i + 1, exponent);
            sums[i] = sum;
        }
    }

    /** From 0 to {@code size - 1}. */
    int pick(Dice dice) {
        int found = Arrays.binarySearch(sums, dice.fraction() * sums[sums.length - 1]);
        return found < 0 ? -found - 1 : Math.min(found + 1, sums.length - 1);
    }
}
