package dev.flinklabs.testkit.cluster;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.util.MiniClusterPipelineExecutorServiceLoader;

/**
 * The environment that a student's {@code getExecutionEnvironment()} gives while a lab is graded.
 */
final class LabEnvironment extends StreamExecutionEnvironment {

    private LabEnvironment(MiniCluster cluster, Configuration settings, ClassLoader classes) {
        super(new MiniClusterPipelineExecutorServiceLoader(cluster), settings, classes);
    }

    static void install(MiniCluster cluster) {
        initializeContextEnvironment(
                own -> {
                    Configuration settings = LabCluster.promptSettings();
                    settings.addAll(own);
                    return new LabEnvironment(
                            cluster,
                            LabCluster.executionSettings(settings),
                            Thread.currentThread().getContextClassLoader());
                });
    }

    static void uninstall() {
        resetContextEnvironment();
    }
}
