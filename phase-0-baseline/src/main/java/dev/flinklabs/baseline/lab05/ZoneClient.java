package dev.flinklabs.baseline.lab05;

/**
 * Asks a depot in which delivery zone a customer lives. Stands for any client of another system: it
 * holds a connection, which belongs to one JVM. The library that it comes from is not yours to
 * change, and nothing in it is broken.
 */
final class ZoneClient implements AutoCloseable {

    private final String depot;
    private boolean open = true;

    private ZoneClient(String depot) {
        this.depot = depot;
    }

    /** Opens a connection, and says so on the standard output. */
    static ZoneClient connect(String depot) {
        System.out.println("connected to depot " + depot);
        return new ZoneClient(depot);
    }

    /**
     * @param customerId such as {@code c-7}
     * @return such as {@code HAM-3}
     * @throws IllegalStateException if the connection is closed
     */
    String zone(String customerId) {
        if (!open) {
            throw new IllegalStateException("The connection to depot " + depot + " is closed.");
        }
        return depot + "-" + Integer.parseInt(customerId.substring(2)) % 4;
    }

    /** Closes the connection, and says so on the standard output. */
    @Override
    public void close() {
        open = false;
        System.out.println("disconnected from depot " + depot);
    }
}
