package dev.flinklabs.coach.bench;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A bench that is warm some time after the tests of its first lab have begun. */
public final class SlowWarmUp implements LauncherSessionListener {

    static final Duration LASTS = Duration.ofSeconds(1);

    /** For the tests of the lab. */
    public static final CountDownLatch BEGUN = new CountDownLatch(1);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        try {
            BEGUN.await();
            new CountDownLatch(1).await(LASTS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
