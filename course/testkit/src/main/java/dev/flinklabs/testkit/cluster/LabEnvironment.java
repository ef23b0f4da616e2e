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

    /**
     * @param usual settings of a job that says nothing else
     */
    static void install(MiniCluster cluster, Configuration usual) {
        initializeContextEnvironment(
                own -> {
                    Configuration settings = new Configuration(usual);
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
