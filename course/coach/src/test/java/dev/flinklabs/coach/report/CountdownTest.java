package dev.flinklabs.coach.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;

class CountdownTest {

    private static final String ERASED = "\r\u001b[K";
    private static final TestVerdict A_TEST =
            new TestVerdict("", "", Outcome.PASSED, "", "", "", Duration.ZERO);

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Screen screen =
            new Screen(System.out, new PrintStream(err, true, StandardCharsets.UTF_8), true, false);
    private long now;
    private Countdown countdown;
    private Countdown.Lap lap;

    @BeforeEach
    void a_countdown() {
        countdown =
                new Countdown(screen, 12, () -> now, Executors.newSingleThreadScheduledExecutor());
        lap = countdown.lap(12);
    }

    @Test
    void three_seconds_pass_in_silence() {
        passes(Duration.ofMillis(2999));
        assertThat(drawn()).isEmpty();
        countdown.close();
        assertThat(drawn()).isEmpty();
    }

    @Test
    void then_it_counts_and_tells_the_time_left_at_the_pace_so_far() {
        passes(Duration.ofSeconds(3));
        assertThat(drawn()).isEqualTo(ERASED + "0 of 12 tests");
        testsEnd(1);
        passes(Duration.ofSeconds(1));
        assertThat(drawn()).isEqualTo(ERASED + "1 of 12 tests");
        testsEnd(2);
        passes(Duration.ofSeconds(1));
        assertThat(drawn()).isEqualTo(ERASED + "3 of 12 tests     about 9 s left");
        passes(Duration.ofSeconds(20));
        assertThat(drawn()).isEqualTo(ERASED + "3 of 12 tests     about 2 min left");
    }

    @Test
    void once_all_have_ended_nothing_is_drawn() {
        testsEnd(12);
        passes(Duration.ofSeconds(5));
        assertThat(drawn()).isEmpty();
    }

    @Test
    void a_run_that_breaks_off_counts_as_done() {
        try (Countdown.Lap broken = countdown.lap(3)) {
            broken.ended(A_TEST);
        }
        testsEnd(2);
        passes(Duration.ofSeconds(5));
        assertThat(drawn()).isEqualTo(ERASED + "5 of 12 tests     about 8 s left");
    }

    @Test
    void tests_of_two_runs_at_a_time_add_up() {
        Countdown.Lap other = countdown.lap(3);
        testsEnd(2);
        other.ended(A_TEST);
        passes(Duration.ofSeconds(5));
        assertThat(drawn()).startsWith(ERASED + "3 of 12 tests");
    }

    @Test
    void it_makes_room_for_a_report_and_is_erased_at_the_end() {
        passes(Duration.ofSeconds(3));
        countdown.erase();
        assertThat(drawn()).endsWith(ERASED);
        passes(Duration.ofSeconds(1));
        countdown.close();
        assertThat(drawn()).endsWith(ERASED);
        passes(Duration.ofSeconds(1));
        assertThat(drawn()).as("nothing after the end").isEmpty();
    }

    @Test
    void no_colour_is_wanted_where_the_environment_says_so() {
        assertThat(Screen.wantsNoColour(Map.of("NO_COLOR", "1"))).isTrue();
        assertThat(Screen.wantsNoColour(Map.of("NO_COLOR", ""))).isFalse();
        assertThat(Screen.wantsNoColour(Map.of())).isFalse();
    }

    private void testsEnd(int count) {
        for (int i = 0; i < count; i++) {
            lap.ended(A_TEST);
        }
    }

    private void passes(Duration time) {
        now += time.toNanos();
        countdown.draw();
    }

    /** What was drawn since this was last asked. */
    private String drawn() {
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text;
    }
}
