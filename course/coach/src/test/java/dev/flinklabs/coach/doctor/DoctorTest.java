package dev.flinklabs.coach.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.doctor.Doctor.Probe;
import dev.flinklabs.coach.trouble.Trouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

class DoctorTest {

    @TempDir Path directory;

    @Test
    @Timeout(30)
    void a_probe_that_hangs_is_a_finding_and_keeps_nobody_waiting() {
        Finding fine = Finding.there("disk", "much", "everything");
        Doctor doctor =
                new Doctor(
                        Duration.ofSeconds(1),
                        List.of(
                                Probe.needed("ports", DoctorTest::hang),
                                Probe.optional("Docker", DoctorTest::hang),
                                Probe.needed("disk", () -> fine)));
        List<Finding> findings = doctor.look();
        assertThat(findings)
                .extracting(Finding::health)
                .containsExactly(Health.LACKING, Health.NOT_NEEDED_NOW, Health.THERE);
        assertThat(findings.get(0).found()).isEqualTo("no answer within 1 s");
        assertThat(findings.get(2)).isEqualTo(fine);
    }

    @Test
    void what_the_disk_refuses_is_told() {
        Doctor doctor =
                new Doctor(
                        Duration.ofSeconds(30),
                        List.of(
                                Probe.needed(
                                        "Maven",
                                        () -> {
                                            throw Trouble.machine("x may not be read by you.");
                                        })));
        assertThat(doctor.look())
                .containsExactly(
                        Finding.lacking(
                                "Maven",
                                "could not be looked at",
                                "",
                                "x may not be read by you."));
    }

    @Test
    void this_machine_is_looked_at_in_every_respect() {
        assertThat(Doctor.ofThisMachine(directory, List.of()).look())
                .extracting(Finding::name)
                .containsExactly(
                        "JDK",
                        "memory",
                        "disk",
                        "ports",
                        "folders",
                        "libraries",
                        "git",
                        "Maven",
                        "encoding",
                        "IDE",
                        "Docker",
                        "promtool");
    }

    private static Finding hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }
}
