package dev.flinklabs.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;

class JsonFieldsTest {

    @Test
    void columns_are_those_of_the_key_then_those_of_the_value_in_their_order() {
        assertThat(fields("{\"id\":\"o-1\"}", "{\"price\":1.50,\"id\":\"o-1\",\"at\":null}"))
                .containsExactly(
                        Map.entry("id", "o-1"),
                        Map.entry("price", new BigDecimal("1.50")),
                        new AbstractMap.SimpleEntry<>("at", null));
    }

    @Test
    void a_tombstone_has_the_columns_of_its_key() {
        assertThat(fields("{\"id\":\"o-1\"}", null)).containsExactly(Map.entry("id", "o-1"));
    }

    @Test
    void what_is_no_object_stays_as_it_is() {
        assertThat(fields("o-1", "{} {}"))
                .containsExactly(Map.entry("key", "o-1"), Map.entry("value", "{} {}"));
        assertThat(fields("7", "null"))
                .containsExactly(Map.entry("key", "7"), Map.entry("value", "null"));
    }

    private static Map<String, Object> fields(String key, String value) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("key", key);
        record.put("value", value);
        record.put("partition", 0);
        return JsonFields.of(record);
    }
}
