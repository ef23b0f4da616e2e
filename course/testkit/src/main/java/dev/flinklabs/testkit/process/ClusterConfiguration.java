package dev.flinklabs.testkit.process;

import dev.flinklabs.testkit.failure.JobFailure;

import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A configuration directory, and what the processes that start from it are given besides: what
 * Flink's scripts work out of it, and what ties them to this machine.
 */
final class ClusterConfiguration {

    private static final String LOG4J =
            """
            rootLogger.level = INFO
            rootLogger.appenderRef.out.ref = out
            appender.out.name = out
            appender.out.type = Console
            appender.out.layout.type = PatternLayout
            appender.out.layout.charset = UTF-8
            appender.out.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1.} %m%n
            """;

    /** As in the config.yaml of Flink's distribution. */
    private static final List<String> OPENS =
            Stream.concat(
                            Stream.of(
                                    "--add-exports=java.base/sun.net.util",
                                    "--add-exports=java.rmi/sun.rmi.registry",
                                    "--add-exports=java.security.jgss/sun.security.krb5",
                                    "--add-opens=java.base/sun.nio.ch"),
                            Stream.of(
                                            "lang",
                                            "net",
                                            "io",
                                            "nio",
                                            "lang.reflect",
                                            "text",
                                            "time",
                                            "util",
                                            "util.concurrent",
                                            "util.concurrent.atomic",
                                            "util.concurrent.locks")
                                    .map(name -> "--add-opens=java.base/java." + name))
                    .map(option -> option + "=ALL-UNNAMED")
                    .toList();

    private final Path conf;
    private final Configuration own = new Configuration();
    private final Map<String, String> all;
    private final JobManagerProcessSpec jobManager;
    private final TaskExecutorProcessSpec taskManager;

    /**
     * @param directory where {@code conf/} and what the processes write will lie
     * @param yaml the text of {@code config.yaml}
     * @param settings what counts more than that text
     * @throws JobFailure when Flink refuses it
     */
    ClusterConfiguration(Path directory, String yaml, Map<String, String> settings)
            throws IOException {
        conf = Files.createDirectories(directory.resolve("conf"));
        Files.writeString(conf.resolve(GlobalConfiguration.FLINK_CONF_FILENAME), yaml);
        Files.writeString(conf.resolve("log4j.properties"), LOG4J);
        settings.forEach(own::setString);
        stayOnThisMachine(directory);
        try {
            Configuration read = GlobalConfiguration.loadConfiguration(conf.toString(), own);
            all = read.toMap();
            jobManager = JobManagerProcessUtils.processSpecFromConfig(read);
            taskManager = TaskExecutorProcessUtils.processSpecFromConfig(read);
        } catch (RuntimeException e) {
            throw new JobFailure(
                    "Flink refuses config.yaml, and no process is started.",
                    SettingsText.refusal(e, yaml));
        }
    }

    /** What a client reads that is started from the same directory. */
    Map<String, String> ofClients() {
        return all;
    }

    List<String> jobManagerOptions() {
        return jvmOptions(JobManagerProcessUtils.generateJvmParametersStr(jobManager, own));
    }

    List<String> jobManagerArguments() {
        return arguments(JobManagerProcessUtils.generateDynamicConfigsStr(jobManager));
    }

    List<String> taskManagerOptions() {
        return jvmOptions(ProcessMemoryUtils.generateJvmParametersStr(taskManager));
    }

    List<String> taskManagerArguments() {
        return arguments(TaskExecutorProcessUtils.generateDynamicConfigsStr(taskManager));
    }

    private void stayOnThisMachine(Path directory) throws IOException {
        own.set(JobManagerOptions.ADDRESS, "localhost");
        own.set(JobManagerOptions.BIND_HOST, "localhost");
        // TaskManagers must know it before the JobManager could tell which one it was given.
        own.set(JobManagerOptions.PORT, freePort());
        own.set(RestOptions.ADDRESS, "localhost");
        own.set(RestOptions.BIND_ADDRESS, "localhost");
        own.set(RestOptions.BIND_PORT, "0");
        own.set(TaskManagerOptions.HOST, "localhost");
        own.set(TaskManagerOptions.BIND_HOST, "localhost");
        own.set(TaskManagerOptions.RPC_PORT, "0");
        String temporary = Files.createDirectories(directory.resolve("tmp")).toString();
        own.set(CoreOptions.TMP_DIRS, temporary);
        own.set(WebOptions.TMP_DIR, temporary);
        own.set(ClusterOptions.PROCESS_WORKING_DIR_BASE, temporary);
    }

    private List<String> jvmOptions(String memory) {
        List<String> options = new ArrayList<>(OPENS);
        options.addAll(words(memory));
        options.add("-Dlog4j.configurationFile=" + conf.resolve("log4j.properties").toUri());
        return options;
    }

    private List<String> arguments(String dynamic) {
        List<String> arguments = new ArrayList<>(List.of("--configDir", conf.toString()));
        arguments.addAll(words(dynamic));
        own.toMap().forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
        return arguments;
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    /** Somebody else may take it before the JobManager does; then the start is tried again. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
