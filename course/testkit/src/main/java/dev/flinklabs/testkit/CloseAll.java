package dev.flinklabs.testkit;

import org.apache.flink.util.ExceptionUtils;

/** Closes several things, each of them whatever becomes of the others. */
public final class CloseAll {

    private CloseAll() {}

    /**
     * Closes them one after the other.
     *
     * @param open in this order; what is null is passed over
     * @throws Exception what the first one threw that did not close, be it an error; what others
     *     threw is suppressed in it
     */
    public static void inOrder(Iterable<? extends AutoCloseable> open) throws Exception {
        Throwable first = null;
        for (AutoCloseable each : open) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (Throwable t) {
                first = ExceptionUtils.firstOrSuppressed(t, first);
            }
        }
        if (first != null) {
            ExceptionUtils.rethrowException(first);
        }
    }
}
