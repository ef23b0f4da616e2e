package dev.flinklabs.database;

/** Starts a PostgreSQL, says its process id, and waits for its own end. */
public final class PostgresProgram {

    private PostgresProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("PostgreSQL runs: " + Postgres.shared().process().orElseThrow().pid());
        Thread.sleep(Long.MAX_VALUE);
    }
}
