package dev.flinklabs.testkit.timeline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** The day on which all stories happen, so that a test need only say the hour. */
public final class Day {

    public static final LocalDate DATE = LocalDate.of(2026, 3, 2);

    private Day() {}

    /**
     * A time of that day, in UTC.
     *
     * @param time as {@code 10:00}, {@code 10:00:30} or {@code 12:00:00.001}
     */
    public static Instant at(String time) {
        return DATE.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
    }
}
