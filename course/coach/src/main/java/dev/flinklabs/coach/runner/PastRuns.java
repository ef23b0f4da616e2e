package dev.flinklabs.coach.runner;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The class loaders of runs that are over. One that something still holds on to, such as a hook or
 * a thread's local of the student's code, keeps all its classes: a few do no harm, many fill the
 * memory.
 */
final class PastRuns {

    static final int TOLERATED = 20;

    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    void add(ClassLoader loader) {
        loaders.add(new WeakReference<>(loader));
    }

    /** Whether too many are still held on to. */
    boolean pileUp() {
        if (remaining() <= TOLERATED) {
            return false;
        }
        // Most are garbage that nobody has collected yet.
        System.gc();
        return remaining() > TOLERATED;
    }

    private int remaining() {
        loaders.removeIf(loader -> loader.get() == null);
        return loaders.size();
    }
}
