package dev.flinklabs.marketplace.generator;

import java.nio.charset.StandardCharsets;

/**
 * Which partition a key goes to: the one that Kafka's own producer chooses for the same key bytes
 * (murmur2, sign bit cleared, modulo the number of partitions).
 */
public final class Partitions {

    private static final int SEED = 0x9747b28c;
    private static final int MULTIPLIER = 0x5bd1e995;

    private Partitions() {}

    /**
     * The partition of a key.
     *
     * @param key the key's text, which goes to Kafka as UTF-8
     * @param partitions how many partitions the topic has, at least 1
     * @return a number from 0 to {@code partitions - 1}
     */
    public static int of(String key, int partitions) {
        return (murmur2(key.getBytes(StandardCharsets.UTF_8)) & Integer.MAX_VALUE) % partitions;
    }

    private static int murmur2(byte[] data) {
        int hash = SEED ^ data.length;
        int i = 0;
        for (; i + 4 <= data.length; i += 4) {
            int word =
                    (data[i] & 0xff)
                            | (data[i + 1] & 0xff) << 8
                            | (data[i + 2] & 0xff) << 16
                            | (data[i + 3] & 0xff) << 24;
            word *= MULTIPLIER;
            word ^= word >>> 24;
            hash = hash * MULTIPLIER ^ word * MULTIPLIER;
        }
        int rest = 0;
        for (int shift = 0; i < data.length; i++, shift += 8) {
            rest |= (data[i] & 0xff) << shift;
        }
        if (data.length % 4 != 0) {
            hash = (hash ^ rest) * MULTIPLIER;
        }
        hash = (hash ^ hash >>> 13) * MULTIPLIER;
        return hash ^ hash >>> 15;
    }
}
