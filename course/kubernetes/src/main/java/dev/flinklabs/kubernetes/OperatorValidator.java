package dev.flinklabs.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the Flink Kubernetes operator says of a {@code FlinkDeployment}, before it does anything:
 * its own {@code DefaultValidator}.
 *
 * <p>The newest operator that Maven Central has whole is 1.7.0, built with Flink 1.17. It runs in a
 * class loader of its own, and is told of a newer Flink in the words that it knows.
 */
public final class OperatorValidator {

    private static final String NEWEST_KNOWN = "v1_19";
    private static final Pattern KNOWN = Pattern.compile("v1_1[3-9]");

    /** Options that Flink 2 calls by another name, under which older ones still find them. */
    private static final Map<String, String> OLD_NAMES =
            Map.of(
                    "execution.checkpointing.dir", "state.checkpoints.dir",
                    "execution.checkpointing.savepoint-dir", "state.savepoints.dir");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClassLoader operator;
    private final Object mapper;
    private final Object validator;

    private OperatorValidator() {
        operator = new URLClassLoader("operator", jars(), ClassLoader.getPlatformClassLoader());
        Class<?> configuration = type("org.apache.flink.configuration.Configuration");
        // Or a thread would look every five minutes whether it has changed.
        Object settings =
                call(
                        configuration,
                        null,
                        "fromMap",
                        Map.class,
                        Map.of("kubernetes.operator.dynamic.config.enabled", "false"));
        Class<?> manager = type("org.apache.flink.kubernetes.operator.config.FlinkConfigManager");
        validator =
                make(
                        type("org.apache.flink.kubernetes.operator.validation.DefaultValidator"),
                        manager,
                        make(manager, configuration, settings));
        mapper = mapper();
    }

    private static final class Holder {
        private static final OperatorValidator ONE = new OperatorValidator();
    }

    /** The one of this JVM, made when it is first asked for. */
    public static OperatorValidator get() {
        return Holder.ONE;
    }

    /**
     * Why the operator refuses a deployment; empty when it takes it. It names one reason, the first
     * that it meets.
     *
     * @param deployment the document, which the CRD's schema accepts: the operator never sees
     *     others
     */
    public Optional<String> refusal(Map<?, ?> deployment) {
        Object read;
        try {
            read = read(inOldWords(deployment));
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
        Object refusal =
                call(
                        validator.getClass(),
                        validator,
                        "validateDeployment",
                        type("org.apache.flink.kubernetes.operator.api.FlinkDeployment"),
                        read);
        return ((Optional<?>) refusal).map(reason -> inNewWords((String) reason));
    }

    /**
     * How the operator understands an amount of memory, {@code 2Gi} as Kubernetes writes it or
     * {@code 2 gb} as Flink does.
     *
     * @return as Flink's {@code MemorySize} reads it
     * @throws IllegalArgumentException when the operator does not understand it
     */
    public String memory(String amount) {
        return (String)
                call(
                        type("org.apache.flink.kubernetes.operator.config.FlinkConfigBuilder"),
                        null,
                        "parseResourceMemoryString",
                        String.class,
                        amount);
    }

    private Object read(Map<?, ?> deployment) {
        String json;
        try {
            json = JSON.writeValueAsString(deployment);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        try {
            return mapper.getClass()
                    .getMethod("readValue", String.class, Class.class)
                    .invoke(
                            mapper,
                            json,
                            type("org.apache.flink.kubernetes.operator.api.FlinkDeployment"));
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    e.getCause().getMessage().lines().findFirst().orElse(""), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object mapper() {
        Object made = make(type("com.fasterxml.jackson.databind.ObjectMapper"), null, null);
        try {
            Class<?> feature = type("com.fasterxml.jackson.databind.DeserializationFeature");
            Object unknown = feature.getField("FAIL_ON_UNKNOWN_PROPERTIES").get(null);
            return made.getClass()
                    .getMethod("configure", feature, boolean.class)
                    .invoke(made, unknown, false);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<?, ?> inOldWords(Map<?, ?> deployment) {
        Map<Object, Object> document = new LinkedHashMap<>(deployment);
        Map<Object, Object> metadata = copy(document, "metadata");
        metadata.putIfAbsent("namespace", "default");
        document.put("metadata", metadata);
        if (document.get("spec") instanceof Map<?, ?>) {
            Map<Object, Object> spec = copy(document, "spec");
            Object version = spec.get("flinkVersion");
            if (version != null && !KNOWN.matcher(version.toString()).matches()) {
                spec.put("flinkVersion", NEWEST_KNOWN);
            }
            if (spec.get("flinkConfiguration") instanceof Map<?, ?> settings) {
                Map<String, String> old = new HashMap<>();
                FlinkSettings.flat(settings)
                        .forEach((key, value) -> old.put(OLD_NAMES.getOrDefault(key, key), value));
                spec.put("flinkConfiguration", old);
            }
            document.put("spec", spec);
        }
        return document;
    }

    private static Map<Object, Object> copy(Map<?, ?> map, String key) {
        return map.get(key) instanceof Map<?, ?> inner
                ? new LinkedHashMap<>(inner)
                : new LinkedHashMap<>();
    }

    private static String inNewWords(String reason) {
        String words = reason;
        for (Map.Entry<String, String> name : OLD_NAMES.entrySet()) {
            words = words.replace(name.getValue(), name.getKey());
        }
        return words;
    }

    /** They lie beside this module's classes, or beside its jar. */
    private static URL[] jars() {
        try {
            Path classes =
                    Path.of(
                            OperatorValidator.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            try (Stream<Path> files = Files.list(classes.resolveSibling("operator"))) {
                return files.sorted()
                        .map(Path::toFile)
                        .map(OperatorValidator::url)
                        .toArray(URL[]::new);
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(File jar) {
        try {
            return jar.toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Class<?> type(String name) {
        try {
            return Class.forName(name, true, operator);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With one argument, or with none where its type is null. */
    private static Object make(Class<?> type, Class<?> parameter, Object argument) {
        try {
            return parameter == null
                    ? type.getConstructor().newInstance()
                    : type.getConstructor(parameter).newInstance(argument);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object call(
            Class<?> type, Object on, String method, Class<?> parameter, Object argument) {
        try {
            return type.getMethod(method, parameter).invoke(on, argument);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
