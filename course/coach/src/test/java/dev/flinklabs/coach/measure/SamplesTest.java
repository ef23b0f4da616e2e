package dev.flinklabs.coach.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class SamplesTest {

    @Test
    void one_that_was_late_does_not_count() {
        assertThat(of(120, 130, 9000).seconds()).isEqualTo("0.13 s");
    }

    @Test
    void what_is_many_times_faster_is_told_as_a_fraction() {
        assertThat(of(500).over(of(10_000))).isEqualTo("1/20");
        assertThat(of(4_400).over(of(10_000))).isEqualTo("0.44");
        assertThat(of(11_000).over(of(10_000))).isEqualTo("1.10");
    }

    @Test
    void what_was_not_measured_has_no_number() {
        assertThat(of().seconds() + of().over(of(1)) + of(1).over(of())).isEqualTo("–––");
    }

    private static Samples of(long... milliseconds) {
        Samples samples = new Samples();
        for (long each : milliseconds) {
            samples.add(Duration.ofMillis(each));
        }
        return samples;
    }
}
