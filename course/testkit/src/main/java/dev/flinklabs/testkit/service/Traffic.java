package dev.flinklabs.testkit.service;

import java.util.HashSet;
import java.util.Set;

/** What a {@link HttpService} sees of its clients from one moment on. */
public final class Traffic {

    private final Set<String> connections = new HashSet<>();
    private int requests;
    private int underWay;
    private int mostAtOnce;
    private long firstBegan;
    private long lastChange;
    private long answering;

    Traffic() {}

    synchronized void began(String connection, long now) {
        if (requests == 0) {
            firstBegan = now;
            lastChange = now;
        }
        change(now);
        connections.add(connection);
        requests++;
        underWay++;
        mostAtOnce = Math.max(mostAtOnce, underWay);
    }

    synchronized void ended(long now) {
        change(now);
        underWay--;
    }

    private void change(long now) {
        answering += underWay * (now - lastChange);
        lastChange = now;
    }

    /** How many requests have come. */
    public synchronized int requests() {
        return requests;
    }

    /** Over how many connections they came. */
    public synchronized int connections() {
        return connections.size();
    }

    /** How many were waiting for their answers at the same time, at most. */
    public synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    /**
     * How many were waiting at the same time on average, from the first request to the last answer:
     * how much longer all of it would have taken one after the other. 0 when there was none.
     */
    public synchronized double atOnceOnAverage() {
        long period = lastChange - firstBegan;
        return period == 0 ? 0 : (double) answering / period;
    }
}
