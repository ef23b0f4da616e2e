package dev.flinklabs.orchestration.lab01;

/** The next version of a jar: another job, in a file of the same name. */
public final class ReturnsCountJob {

    private ReturnsCountJob() {}

    public static void main(String[] args) throws Exception {
        StockCountJob.main(new String[] {"--store", "returns"});
    }
}
