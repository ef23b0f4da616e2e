package dev.flinklabs.testkit.operator;

import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimerServiceImpl;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Looks into fields of Flink for what it tells nobody: which states a backend holds, those included
 * that no code has asked for since a restore, and whose the timers are.
 */
final class Internals {

    /** By name, in the heap's backend and in RocksDB's. */
    private static final List<String> STATES = List.of("registeredKVStates", "kvStateInformation");

    private Internals() {}

    static Map<?, ?> states(KeyedStateBackend<?> backend) {
        return (Map<?, ?>) value(backend, STATES);
    }

    @SuppressWarnings("unchecked")
    static Collection<InternalTimerServiceImpl<?, ?>> timerServices(
            AbstractStreamOperator<?> operator) {
        Object manager = value(operator, List.of("timeServiceManager"));
        return ((Map<?, InternalTimerServiceImpl<?, ?>>) value(manager, List.of("timerServices")))
                .values();
    }

    private static Object value(Object object, List<String> names) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (names.contains(field.getName())) {
                    try {
                        field.setAccessible(true);
                        return field.get(object);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
        throw new IllegalStateException(
                "%s has none of the fields %s: another version of Flink than the course's?"
                        .formatted(object.getClass().getName(), names));
    }
}
