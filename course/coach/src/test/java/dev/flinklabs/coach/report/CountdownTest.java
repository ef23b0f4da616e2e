package dev.flinklabs.coach.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.SmallCourse;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;

class CountdownTest {

    private static final String ERASED = "\r\u001b[K";

    @TempDir Path directory;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Screen screen =
            new Screen(System.out, new PrintStream(err, true, StandardCharsets.UTF_8), true, false);
    private long now;
    private Countdown countdown;

    @BeforeEach
    void a_countdown() {
        countdown =
                new Countdown(screen, 12, () -> now, Executors.newSingleThreadScheduledExecutor());
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
        Lab lab = SmallCourse.in(directory).lab("0.1");
        testsEnd(1);
        countdown.runEnded(lab);
        testsEnd(2);
        passes(Duration.ofSeconds(5));
        assertThat(drawn()).isEqualTo(ERASED + "5 of 12 tests     about 8 s left");
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
            countdown
                    .listener()
                    .ended(new TestVerdict("", "", Outcome.PASSED, "", "", "", Duration.ZERO));
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
