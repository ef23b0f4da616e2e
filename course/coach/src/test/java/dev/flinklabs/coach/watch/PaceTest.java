package dev.flinklabs.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class PaceTest {

    private static final Duration QUICK = Duration.ofMillis(2);
    private static final boolean TOLD = true;
    private static final boolean CHANGED = true;

    private final Pace pace = new Pace(true);

    @Test
    void with_events_a_look_now_and_then_is_enough() {
        pace.looked(TOLD, CHANGED, QUICK);
        pace.looked(!TOLD, !CHANGED, QUICK);

        assertThat(pace.rest()).isEqualTo(Pace.NOW_AND_THEN);
    }

    @Test
    void a_change_that_no_event_told_makes_looks_frequent_until_an_event_comes() {
        pace.looked(!TOLD, CHANGED, QUICK);
        pace.looked(!TOLD, !CHANGED, QUICK);
        assertThat(pace.rest()).isEqualTo(Pace.FREQUENTLY);

        pace.looked(TOLD, !CHANGED, QUICK);
        assertThat(pace.rest()).isEqualTo(Pace.NOW_AND_THEN);
    }

    @Test
    void without_events_looks_are_frequent_from_the_beginning() {
        Pace blind = new Pace(false);
        assertThat(blind.rest()).isEqualTo(Pace.FREQUENTLY);

        blind.looked(TOLD, CHANGED, QUICK);
        assertThat(blind.rest()).isEqualTo(Pace.FREQUENTLY);
    }

    @Test
    void a_slow_disk_is_looked_at_less_often_and_a_quick_one_again_more_often() {
        Pace blind = new Pace(false);
        blind.looked(!TOLD, !CHANGED, Duration.ofMillis(300));
        assertThat(blind.rest()).isEqualTo(Duration.ofMillis(1500));

        blind.looked(!TOLD, !CHANGED, QUICK);
        assertThat(blind.rest()).isEqualTo(Pace.FREQUENTLY);
    }
}
