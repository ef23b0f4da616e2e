package dev.flinklabs.testkit.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;

/** A record of JSON objects, taken apart into columns. */
final class JsonFields {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
            new TypeReference<>() {};

    private JsonFields() {}

    /**
     * @param record has {@code key} and {@code value}, texts or null
     */
    static Map<String, Object> of(Map<String, Object> record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String part : new String[] {"key", "value"}) {
            Object text = record.get(part);
            if (text != null) {
                fields.putAll(object(part, text.toString()));
            }
        }
        return fields;
    }

    private static Map<String, Object> object(String part, String text) {
        try {
            Map<String, Object> object = JSON.readValue(text, OBJECT);
            if (object != null) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // No object: shown as it is.
        }
        return Map.of(part, text);
    }
}
