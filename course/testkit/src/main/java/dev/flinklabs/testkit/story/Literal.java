package dev.flinklabs.testkit.story;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes values as SQL would: {@code ('o-1', NULL, 4998, TIMESTAMP '2026-01-01 10:00:00')}. */
final class Literal {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private Literal() {}

    static String row(List<?> values) {
        return values.stream().map(Literal::of).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Whole numbers of all types look alike; a time with a zone is written in UTC, with a Z. */
    static String of(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Boolean bool) {
            return bool ? "TRUE" : "FALSE";
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Number number) {
            return number.toString();
        }
        if (value instanceof LocalDateTime time) {
            return "TIMESTAMP '" + text(time) + "'";
        }
        if (value instanceof Instant time) {
            return "TIMESTAMP '" + text(LocalDateTime.ofInstant(time, ZoneOffset.UTC)) + "Z'";
        }
        return "'" + value.toString().replace("'", "''") + "'";
    }

    private static String text(LocalDateTime time) {
        return (time.getNano() == 0 ? SECONDS : MILLIS).format(time);
    }
}
