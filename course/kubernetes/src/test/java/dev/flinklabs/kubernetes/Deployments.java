package dev.flinklabs.kubernetes;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.util.List;
import java.util.Map;

/** Documents to be judged. */
final class Deployments {

    private static final String GOOD =
            """
            apiVersion: flink.apache.org/v1beta1
            kind: FlinkDeployment
            metadata: {name: parcels}
            spec:
              image: flink:2.3.0-java17
              flinkVersion: v2_3
              serviceAccount: flink
              flinkConfiguration:
                execution.checkpointing.dir: s3://there/checkpoints
                execution.checkpointing.savepoint-dir: s3://there/savepoints
              jobManager: {resource: {memory: 1g, cpu: 1}}
              taskManager: {resource: {memory: 2048m, cpu: 1}}
              job:
                jarURI: local:///opt/flink/usrlib/parcels.jar
                parallelism: 2
                upgradeMode: savepoint
            """;

    private Deployments() {}

    static Map<?, ?> good() {
        return read();
    }

    /** The good one with another value at a path; without it where the value is null. */
    static Map<?, ?> with(String path, Object value) {
        Map<String, Object> document = read();
        Map<String, Object> map = document;
        List<String> keys = List.of(path.split("\\."));
        for (String key : keys.subList(0, keys.size() - 1)) {
            map = below(map, key);
        }
        String last = keys.get(keys.size() - 1);
        if (value == null) {
            map.remove(last);
        } else {
            map.put(last, value);
        }
        return document;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read() {
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(GOOD);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> below(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.get(key);
    }
}
