package dev.flinklabs.testkit.operator;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.util.DynamicCodeLoadingException;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Where an {@link OperatorStory}'s operator keeps its keyed state. */
public enum Backend {
    /** Objects on the heap: what is read from state is the very object that is kept. */
    HEAP(StateBackendLoader.HASHMAP_STATE_BACKEND_NAME),
    /**
     * Bytes in RocksDB: what is read is a copy. Needs {@code flink-statebackend-rocksdb} on the
     * class path.
     */
    ROCKSDB(StateBackendLoader.ROCKSDB_STATE_BACKEND_NAME);

    private final String name;

    Backend(String name) {
        this.name = name;
    }

    StateBackend load() {
        return load(Thread.currentThread().getContextClassLoader());
    }

    StateBackend load(ClassLoader loader) {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, name);
        try {
            return StateBackendLoader.loadStateBackendFromConfig(configuration, loader, null);
        } catch (DynamicCodeLoadingException e) {
            throw new IllegalStateException(
                    "The state backend %s is not on the class path: add flink-statebackend-%s to the pom, with test scope."
                            .formatted(name, name),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
