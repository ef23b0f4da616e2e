package dev.flinklabs.orchestration.lab09;

import dev.flinklabs.kubernetes.FlinkSettings;
import dev.flinklabs.kubernetes.OperatorValidator;
import dev.flinklabs.testkit.conf.ConfFile;
import dev.flinklabs.testkit.conf.YamlText;
import dev.flinklabs.testkit.failure.NotDone;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The deployment as the student has written it, read as the operator and Flink read it. */
final class SalesDeployment {

    private static final String FILE = "lab09/sales-by-product.yaml";
    private static final String SETTINGS = "spec.flinkConfiguration";

    private final Map<?, ?> document;

    private SalesDeployment(Map<?, ?> document) {
        this.document = document;
    }

    /**
     * @throws AssertionError when the file is no YAML, or nothing was written yet
     */
    static SalesDeployment read() {
        String text = ConfFile.read(SalesDeployment.class.getClassLoader(), FILE);
        SalesDeployment deployment = new SalesDeployment(YamlText.map(FILE, text));
        if (Stream.of("job", "jobManager", "taskManager", "flinkConfiguration")
                .allMatch(key -> deployment.at("spec." + key).isEmpty())) {
            throw new NotDone(
                    "4.9",
                    "spec has no job, no jobManager, no taskManager and no flinkConfiguration");
        }
        return deployment;
    }

    Map<?, ?> document() {
        return document;
    }

    /** What stands at a path such as {@code spec.job.args}; empty when nothing does. */
    Optional<Object> at(String path) {
        Object found = document;
        for (String key : path.split("\\.")) {
            found = found instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return Optional.ofNullable(found);
    }

    /** As {@link #at}, in the lab's words. */
    String told(String path) {
        return "%s: %s."
                .formatted(path, at(path).map(found -> "found " + found).orElse("is not there"));
    }

    /** What the file says to Flink under any of the option's names, in the lab's words. */
    String told(ConfigOption<?> option) {
        Map<String, String> written = FlinkSettings.flat(settingsMap());
        Stream<String> older =
                StreamSupport.stream(option.fallbackKeys().spliterator(), false)
                        .map(FallbackKey::getKey);
        return Stream.concat(Stream.of(option.key()), older)
                .filter(written::containsKey)
                .findFirst()
                .map(key -> "%s, %s: found %s.".formatted(SETTINGS, key, written.get(key)))
                .orElse("%s, %s: is not there.".formatted(SETTINGS, option.key()));
    }

    /**
     * What Flink reads there; empty when the file says nothing.
     *
     * @throws AssertionError when Flink cannot read it
     */
    <T> Optional<T> read(ConfigOption<T> option) {
        try {
            return settings().getOptional(option);
        } catch (IllegalArgumentException e) {
            throw new AssertionError("%s Flink cannot read that.".formatted(told(option)));
        }
    }

    Configuration settings() {
        return Configuration.fromMap(FlinkSettings.flat(settingsMap()));
    }

    private Map<?, ?> settingsMap() {
        return at(SETTINGS).orElse(null) instanceof Map<?, ?> map ? map : Map.of();
    }

    int number(String path, int otherwise) {
        return at(path).orElse(null) instanceof Integer number ? number : otherwise;
    }

    int slotsEach() {
        return read(TaskManagerOptions.NUM_TASK_SLOTS)
                .orElse(TaskManagerOptions.NUM_TASK_SLOTS.defaultValue());
    }

    /** As many as the operator, or Flink itself, starts for a job of that parallelism. */
    int taskManagers(int parallelism) {
        int slots = Math.max(1, slotsEach());
        return number("spec.taskManager.replicas", (parallelism + slots - 1) / slots);
    }

    int jobManagers() {
        return number("spec.jobManager.replicas", 1);
    }

    /**
     * What a JobManager's pod takes, as Flink divides it.
     *
     * @throws IllegalArgumentException when it does not suffice, or is not said
     */
    MemorySize jobManagerMemory() {
        return JobManagerProcessUtils.processSpecFromConfig(
                        memory("spec.jobManager", JobManagerOptions.TOTAL_PROCESS_MEMORY))
                .getTotalProcessMemorySize();
    }

    /**
     * What a TaskManager's pod takes, as Flink divides it.
     *
     * @throws IllegalArgumentException when it does not suffice, or is not said
     */
    MemorySize taskManagerMemory() {
        Configuration settings =
                memory("spec.taskManager", TaskManagerOptions.TOTAL_PROCESS_MEMORY);
        settings.set(TaskManagerOptions.CPU_CORES, 1.0);
        return TaskExecutorProcessUtils.processSpecFromConfig(settings).getTotalProcessMemorySize();
    }

    /** The operator writes what the resource says into Flink's settings. */
    private Configuration memory(String process, ConfigOption<MemorySize> whole) {
        Configuration settings = settings();
        at(process + ".resource.memory")
                .map(amount -> OperatorValidator.get().memory(amount.toString()))
                .ifPresent(amount -> settings.set(whole, MemorySize.parse(amount)));
        return settings;
    }
}
