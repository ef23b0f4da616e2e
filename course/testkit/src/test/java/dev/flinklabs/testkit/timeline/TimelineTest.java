package dev.flinklabs.testkit.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class TimelineTest {

    @Test
    void a_lost_alert_is_seen_at_one_glance() {
        Timeline<Instant> timeline = Timeline.ofTimes("event time");
        timeline.lane("in").mark(Symbol.EVENT, at("10:00:00"), "created o-1");
        timeline.lane("watermark")
                .arrow(Symbol.ADVANCE, at("10:30:00"), "10:30")
                .arrow(Symbol.ADVANCE, at("12:00:00.001"), "12:00:00.001");
        timeline.lane("").mark(Symbol.RESTORE, at("10:30:00"), "snapshot, restored");
        timeline.lane("out").mark(Symbol.NOTHING, at("12:00:00.001"), "nothing");
        timeline.lane("expected").mark(Symbol.EXPECTED, at("12:00:00.001"), "o-1, due 12:00");
        timeline.note("kept", "before: 1 timer        after the restore: 1 timer, no state");

        assertThat(timeline.draw())
                .isEqualTo(
                        """
                        event time  10:00       10:30                                 12:00:00.001
                        in          ● created o-1
                        watermark   ────────────▶ 10:30 ──────────────────────────────▶ 12:00:00.001
                                                ⟲ snapshot, restored
                        out                                                           · nothing
                        expected                                                      ▲ o-1, due 12:00
                        kept        before: 1 timer        after the restore: 1 timer, no state\
                        """);
    }

    @Test
    void times_one_millisecond_apart_have_columns_of_their_own() {
        Timeline<Instant> timeline = Timeline.ofTimes("event time");
        timeline.lane("in")
                .mark(Symbol.EVENT, at("10:00:00"), "created o-1")
                .mark(Symbol.EVENT, at("12:00:00"), "paid o-1")
                .mark(Symbol.EVENT, at("12:00:00.001"), "paid o-2");
        timeline.lane("watermark")
                .arrow(Symbol.ADVANCE, at("12:00:00"), "12:00")
                .arrow(Symbol.ADVANCE, at("12:00:00.001"), "12:00:00.001")
                .arrow(Symbol.ADVANCE, Timeline.END_OF_INPUT, "end of input");

        assertThat(timeline.draw())
                .isEqualTo(
                        """
                        event time  10:00                      12:00    12:00:00.001    end of input
                        in          ● created o-1              ● paid o-1
                                                                        ● paid o-2
                        watermark   ───────────────────────────▶ 12:00 ─▶ 12:00:00.001 ─▶ end of input\
                        """);
    }

    @Test
    void marks_that_would_touch_go_to_a_further_line_of_their_lane() {
        Timeline<Instant> timeline = Timeline.ofTimes("event time");
        timeline.lane("in")
                .mark(Symbol.EVENT, at("10:00:00"), "created o-1")
                .mark(Symbol.EVENT, at("10:00:00"), "created o-2")
                .mark(Symbol.EVENT, at("10:01:00"), "paid o-2")
                .mark(Symbol.EVENT, at("11:00:00"), "paid o-1");

        assertThat(timeline.draw())
                .isEqualTo(
                        """
                        event time  10:00    10:01                                          11:00
                        in          ● created o-1                                           ● paid o-1
                                    ● created o-2
                                             ● paid o-2\
                        """);
    }

    @Test
    void a_text_that_would_run_over_the_edge_is_moved_to_the_left_of_its_mark() {
        Timeline<Instant> timeline = Timeline.ofTimes("event time");
        timeline.lane("in").mark(Symbol.EVENT, at("10:00:00"), "created o-1");
        timeline.lane("out").mark(Symbol.EVENT, at("12:00:00"), "UnpaidOrder[o-1, created 10:00]");

        assertThat(timeline.draw())
                .isEqualTo(
                        """
                        event time  10:00                                       12:00
                        in          ● created o-1
                        out                     UnpaidOrder[o-1, created 10:00] ●\
                        """);
    }

    @Test
    void a_text_that_fits_on_neither_side_is_cut() {
        Timeline<Instant> timeline = Timeline.ofTimes("event time");
        timeline.lane("in").mark(Symbol.EVENT, at("10:00:00"), "order ".repeat(20));
        timeline.lane("out").mark(Symbol.EVENT, at("12:00:00"), "alert ".repeat(20));

        assertThat(timeline.draw())
                .isEqualTo(
                        """
                        event time  10:00                                       12:00
                        in          ● order order order order order order order order order order ord…
                        out         alert alert alert alert alert alert alert … ●\
                        """);
    }

    @Test
    void hundreds_of_marks_are_thinned_to_the_neighbourhood_that_matters_and_counted() {
        Timeline<Instant> timeline = Timeline.ofTimes("event time");
        for (int i = 0; i < 300; i++) {
            timeline.lane("in").mark(Symbol.EVENT, at("10:00:00").plusSeconds(20 * i), "o-" + i);
        }
        timeline.lane("watermark")
                .arrow(Symbol.ADVANCE, at("10:30:00"), "10:30")
                .arrow(Symbol.ADVANCE, at("11:40:00"), "11:40");
        timeline.lane("out").mark(Symbol.EVENT, at("10:30:00"), "90 orders");
        timeline.around(at("10:30:00"));

        assertThat(timeline.draw())
                .isEqualTo(
                        """
                        event time  10:27    10:28    10:29    10:30    10:31    10:32    10:33
                                                10:28:20    10:29:40       10:31:20    10:32:40
                        in          ● o-81   ● o-84   ● o-87   ● o-90   ● o-93   ● o-96   ● o-99
                                       ● o-82   ● o-85   ● o-88   ● o-91   ● o-94   ● o-97
                                          ● o-83   ● o-86   ● o-89   ● o-92   ● o-95   ● o-98
                                    … 281 more, 10:00 to 11:39:40
                        watermark   ───────────────────────────▶ 10:30 ────────────────────────▶ 11:40
                        out                                    ● 90 orders\
                        """);
    }

    @Test
    void marks_of_one_position_that_find_no_room_are_counted() {
        Timeline<Instant> timeline = Timeline.ofTimes("event time");
        for (int i = 0; i < 300; i++) {
            timeline.lane("in").mark(Symbol.EVENT, at("10:00:00"), "o-1");
        }

        assertThat(timeline.draw())
                .isEqualTo(
                        """
                        event time  10:00
                        in          ● o-1
                                    ● o-1
                                    ● o-1
                                    ● o-1
                                    … 296 more, at 10:00\
                        """);
    }

    @Test
    void moments_stand_in_the_order_in_which_they_happened() {
        Timeline<String> timeline =
                Timeline.ofMoments(
                        List.of("before the start", "query starts", "after the start", "tick"));
        timeline.lane("partition 0")
                .mark(Symbol.EVENT, "before the start", "o-1, 1250")
                .mark(Symbol.EVENT, "after the start", "o-2");
        timeline.lane("partition 1").mark(Symbol.EVENT, "tick", "tick");
        timeline.lane("out").mark(Symbol.EVENT, "tick", "+I[o-2]");
        timeline.lane("expected").mark(Symbol.EXPECTED, "tick", "+I[o-1], +I[o-2]");

        assertThat(timeline.draw())
                .isEqualTo(
                        """
                                     before the start  query starts  after the start  tick
                        partition 0  ● o-1, 1250                     ● o-2
                        partition 1                                                   ● tick
                        out                                                           ● +I[o-2]
                        expected                                     +I[o-1], +I[o-2] ▲\
                        """);
    }

    @Test
    void a_moment_that_was_not_named_is_refused() {
        Timeline<String> timeline = Timeline.ofMoments(List.of("before", "after"));

        assertThatThrownBy(() -> timeline.lane("in").mark(Symbol.EVENT, "later", "o-1"))
                .hasMessage("This time line has no moment later; its moments are before, after.");
        assertThatThrownBy(() -> Timeline.ofMoments(List.of("before", "before")))
                .hasMessage("Two moments are called before.");
    }

    @Test
    void times_of_several_days_carry_their_dates() {
        Timeline<Instant> timeline = Timeline.ofTimes("event time");
        timeline.lane("in")
                .mark(Symbol.EVENT, Instant.parse("2026-03-02T23:59:59Z"), "o-1")
                .mark(Symbol.EVENT, Instant.parse("2026-03-03T00:00:00Z"), "o-2");
        assertThat(timeline.draw())
                .isEqualTo(
                        """
                        event time  03-02 23:59:59                                         03-03 00:00
                        in          ● o-1                                                  ● o-2\
                        """);

        timeline.lane("in").mark(Symbol.EVENT, Instant.ofEpochMilli(-1), "o-3");
        assertThat(timeline.draw())
                .isEqualTo(
                        """
                        event time  1969-12-31 23:59:59.999    2026-03-02 23:59:59    2026-03-03 00:00
                        in          ● o-3                      ● o-1                  ● o-2\
                        """);
    }

    @Test
    void a_time_is_written_as_precisely_as_it_needs() {
        assertThat(Timeline.time(at("10:00:00"))).isEqualTo("10:00");
        assertThat(Timeline.time(at("10:00:30"))).isEqualTo("10:00:30");
        assertThat(Timeline.time(at("10:00:00.001"))).isEqualTo("10:00:00.001");
        assertThat(Timeline.time(at("10:00:00.000000001"))).isEqualTo("10:00:00.000000001");
        assertThat(Timeline.time(Timeline.END_OF_INPUT)).isEqualTo("end of input");
    }

    @Test
    void a_note_is_broken_at_blanks_and_ends_after_three_lines() {
        Timeline<Instant> timeline = Timeline.ofTimes("event time");
        timeline.note("kept", "one timer and two values ".repeat(12));

        assertThat(timeline.draw())
                .isEqualTo(
                        """
                        kept        one timer and two values one timer and two values one timer and
                                    two values one timer and two values one timer and two values one
                                    timer and two values one timer and two values one timer and two …\
                        """);
    }

    @Test
    void text_of_any_letters_and_with_line_ends_keeps_the_columns() {
        Timeline<Instant> timeline = Timeline.ofTimes("event time");
        timeline.lane("größe\n€")
                .mark(Symbol.EVENT, at("10:00:00"), "Bestellung №1\r\nмосква")
                .mark(Symbol.EVENT, at("11:00:00"), "𝒪-2\tis cut");
        timeline.lane("out").mark(Symbol.EVENT, at("11:00:00"), "o-2");

        assertThat(timeline.draw())
                .isEqualTo(
                        """
                        event time  10:00                                                 11:00
                        größe €     ● Bestellung №1  москва                               ● 𝒪-2 is cut
                        out                                                               ● o-2\
                        """);
    }

    @Test
    void the_machine_s_zone_and_locale_change_nothing() {
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Timeline.time(at("10:00:30"))).isEqualTo("10:00:30");
            assertThat(
                            new Axis.Times("event time")
                                    .names(List.of(Instant.EPOCH, at("10:00:00.001"))))
                    .containsExactly("1970-01-01 00:00", "2026-03-02 10:00:00.001");
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void no_line_of_any_picture_is_too_wide_and_every_mark_is_drawn_or_counted() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Timeline<Instant> timeline = Timeline.ofTimes("event time");
            Map<String, Integer> marks = new LinkedHashMap<>();
            int lanes = 1 + random.nextInt(4);
            for (int lane = 0; lane < lanes; lane++) {
                String label = "lane " + "x".repeat(random.nextInt(20)) + lane;
                marks.put(label, fill(timeline.lane(label), random));
            }
            String picture = timeline.draw();

            assertThat(picture.lines())
                    .as("seed %d%n%s", seed, picture)
                    .allMatch(line -> line.codePointCount(0, line.length()) <= Timeline.WIDTH);
            assertThat(timeline.draw()).as("seed %d", seed).isEqualTo(picture);
            assertThat(marksOf(picture, List.copyOf(marks.keySet())))
                    .as("seed %d%n%s", seed, picture)
                    .isEqualTo(List.copyOf(marks.values()));
        }
    }

    private static int fill(Lane<Instant> lane, Random random) {
        int count = 1 + random.nextInt(random.nextBoolean() ? 8 : 400);
        long spread = List.of(1L, 50L, 7_200_000L, 90L * 86_400_000).get(random.nextInt(4));
        boolean arrows = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            Instant at = at("10:00:00").plusMillis((long) (random.nextDouble() * spread));
            String text = "ö 𝒪".repeat(random.nextInt(random.nextInt(30) + 1));
            if (arrows) {
                lane.arrow(
                        Symbol.EVENT, random.nextInt(50) == 0 ? Timeline.END_OF_INPUT : at, text);
            } else {
                lane.mark(Symbol.EVENT, at, text);
            }
        }
        return count;
    }

    /** The marks of each lane: those drawn and those counted. */
    private static List<Integer> marksOf(String picture, List<String> labels) {
        List<Integer> found = new ArrayList<>();
        int lane = -1;
        for (String line : picture.lines().toList()) {
            if (lane + 1 < labels.size()
                    && line.startsWith(Text.cut(labels.get(lane + 1), 16) + "  ")) {
                lane++;
                found.add(0);
            }
            if (lane >= 0) {
                Matcher counted = Pattern.compile("… (\\d+) more, ").matcher(line);
                int drawn = (int) line.codePoints().filter(c -> c == '●').count();
                int left = counted.find() ? Integer.parseInt(counted.group(1)) : 0;
                found.set(lane, found.get(lane) + drawn + left);
            }
        }
        return found;
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + "Z");
    }
}
