package dev.flinklabs.testkit.cluster;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The jobs that a story has started, wherever they run, as they are seen from outside. */
public interface StartedJobs {

    /** Why one of the jobs failed, if one did. */
    Optional<Throwable> failure();

    /** Whether at least one job has started and none is left. */
    boolean ended();

    /** Whether at least one job has started, and every task of every job runs or has finished. */
    boolean running();

    /** How many jobs have been submitted. */
    int count();

    /** Whether at least one job has been submitted. */
    default boolean started() {
        return count() > 0;
    }

    /** Whether all is {@link #running()}, and every source has begun to read. */
    boolean reading();

    /**
     * Waits until the condition holds, or until waiting any longer is of no use.
     *
     * @return whether the condition holds
     */
    boolean await(BooleanSupplier condition);

    /** What can be seen from outside of jobs that give nothing: each fact is a sentence. */
    List<String> observations();
}
