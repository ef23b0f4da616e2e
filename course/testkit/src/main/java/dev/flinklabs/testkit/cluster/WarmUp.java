package dev.flinklabs.testkit.cluster;

import dev.flinklabs.testkit.broker.Broker;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

import java.util.concurrent.CompletableFuture;

/**
 * Starts the cluster, the SQL planner and, unless {@code lab.kafka} is said, the broker, where a
 * JVM will grade many labs, and says so by {@code lab.warm=true}. Whoever opens the session there
 * does so in the background: it is open when all of it is up, and a lab that comes sooner waits for
 * what it needs. What fails here fails again, and is told, where a lab asks for it.
 */
public final class WarmUp implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!Boolean.getBoolean("lab.warm")) {
            return;
        }
        CompletableFuture<?> broker =
                System.getProperty("lab.kafka") == null
                        ? CompletableFuture.runAsync(Broker::shared, WarmUp::start)
                        : CompletableFuture.completedFuture(null);
        CompletableFuture<?> cluster = CompletableFuture.runAsync(WarmUp::plan, WarmUp::start);
        CompletableFuture.allOf(broker, cluster).exceptionally(failure -> null).join();
    }

    private static void plan() {
        LabCluster.get();
        TableEnvironment.create(EnvironmentSettings.inStreamingMode()).explainSql("SELECT 1");
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "warm-up");
        thread.setDaemon(true);
        thread.start();
    }
}
