package dev.flinklabs.testkit.service;

import java.util.HashSet;
import java.util.Set;

/** What a {@link HttpService} sees of its clients from one moment on. */
public final class Traffic {

    private final Set<String> connections = new HashSet<>();
    private int requests;
    private int underWay;
    private int mostAtOnce;

    Traffic() {}

    synchronized void began(String connection) {
        connections.add(connection);
        requests++;
        underWay++;
        mostAtOnce = Math.max(mostAtOnce, underWay);
    }

    synchronized void ended() {
        underWay--;
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
}
