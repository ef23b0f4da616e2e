package dev.flinklabs.kubernetes;

import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of {@code spec.flinkConfiguration}. */
public final class FlinkSettings {

    private FlinkSettings() {}

    /**
     * By their whole keys, whether they are written in one line or nested.
     *
     * @param settings the values being texts, numbers, booleans or maps of the same
     */
    public static Map<String, String> flat(Map<?, ?> settings) {
        Map<String, String> flat = new LinkedHashMap<>();
        settings.forEach((key, value) -> add(flat, key.toString(), value));
        return flat;
    }

    private static void add(Map<String, String> flat, String key, Object value) {
        if (value instanceof Map<?, ?> nested) {
            nested.forEach((inner, of) -> add(flat, key + "." + inner, of));
        } else if (value != null) {
            flat.put(key, value.toString());
        }
    }
}
