package dev.flinklabs.coach.watch;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
interface Pause {

    void of(Duration time) throws InterruptedException;
}
