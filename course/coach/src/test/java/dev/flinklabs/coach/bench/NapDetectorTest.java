package dev.flinklabs.coach.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class NapDetectorTest {

    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final NapDetector nap = new NapDetector(Duration.ofSeconds(1), clock::get);

    @Test
    void a_machine_that_is_late_has_not_slept() {
        clock.addAndGet(NapDetector.LEAST.toMillis());
        assertThat(nap.noticed()).isFalse();
    }

    @Test
    void a_machine_that_slept_is_noticed_once() {
        clock.addAndGet(Duration.ofMinutes(5).toMillis());
        assertThat(nap.noticed()).isTrue();
        clock.addAndGet(1_000);
        assertThat(nap.noticed()).isFalse();
    }

    @Test
    void a_clock_that_is_set_back_is_no_nap() {
        clock.addAndGet(-Duration.ofHours(1).toMillis());
        assertThat(nap.noticed()).isFalse();
    }
}
