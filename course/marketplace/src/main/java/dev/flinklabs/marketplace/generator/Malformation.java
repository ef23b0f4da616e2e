package dev.flinklabs.marketplace.generator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A way in which the value of a record can be broken. */
public enum Malformation {
    /** The first half of the JSON. */
    TRUNCATED {
        @Override
        byte[] apply(byte[] value) {
            return Arrays.copyOf(value, value.length / 2);
        }
    },
    /** The first number of the event is the text {@code "many"}. */
    WRONG_TYPE {
        @Override
        byte[] apply(byte[] value) {
            return text(text(value).replaceFirst("\":-?\\d+", "\":\"many\""));
        }
    },
    /** {@code {}}. */
    EMPTY_OBJECT {
        @Override
        byte[] apply(byte[] value) {
            return text("{}");
        }
    },
    /** The event as the only element of an array. */
    ARRAY {
        @Override
        byte[] apply(byte[] value) {
            return text("[" + text(value) + "]");
        }
    },
    /** The event, and text after its closing brace. */
    TRAILING_TEXT {
        @Override
        byte[] apply(byte[] value) {
            return text(text(value) + " -- retry 1");
        }
    },
    /** No bytes at all; not null, which is a tombstone. */
    EMPTY_VALUE {
        @Override
        byte[] apply(byte[] value) {
            return new byte[0];
        }
    };

    /** The broken form of a sound value, which is one JSON object with a number in it. */
    abstract byte[] apply(byte[] value);

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
