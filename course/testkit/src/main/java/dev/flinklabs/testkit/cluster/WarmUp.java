package dev.flinklabs.testkit.cluster;

import dev.flinklabs.testkit.broker.Broker;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts the broker, the cluster and the SQL planner in the background where a JVM will grade many
 * labs, and says so by {@code lab.warm=true}: the first lab then waits for what is left of it. What
 * fails here fails again, and is told, where a lab asks for it.
 */
public final class WarmUp implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!Boolean.getBoolean("lab.warm")) {
            return;
        }
        if (System.getProperty("lab.kafka") == null) {
            start("warm-up: broker", Broker::shared);
        }
        start(
                "warm-up: cluster",
                () -> {
                    LabCluster.get();
                    TableEnvironment.create(EnvironmentSettings.inStreamingMode())
                            .explainSql("SELECT 1");
                });
    }

    private static void start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, failure) -> {});
        thread.start();
    }
}
