package dev.flinklabs.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.Operation;
import dev.flinklabs.marketplace.ProductChange;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

class ChangeCaptureTest {

    @Test
    void what_debezium_captures_is_what_the_course_writes() throws Exception {
        List<String> keys = new CopyOnWriteArrayList<>();
        List<String> values = new CopyOnWriteArrayList<>();
        try (Database database = Postgres.shared().createDatabase()) {
            database.execute(
                    """
                    CREATE TABLE product (
                      product_id TEXT PRIMARY KEY, name TEXT, category TEXT,
                      price_cents BIGINT, updated_at TIMESTAMP)""",
                    "INSERT INTO product VALUES ('p-1', 'tea', 'food', 500, '2026-01-01 10:00:00')");
            ChangeCapture capture =
                    database.capture(
                            "product",
                            (key, value) -> {
                                keys.add(key);
                                values.add(String.valueOf(value));
                            });
            capture.await(1);
            database.execute("UPDATE product SET price_cents = 700", "DELETE FROM product");
            capture.await(4);
        }

        assertThat(keys).containsOnly(EventJson.productKey("p-1")).hasSize(4);
        assertThat(change(values.get(0)).op()).isEqualTo(Operation.READ);
        assertThat(change(values.get(0)).after().updatedAt()).isEqualTo("2026-01-01T10:00:00Z");
        assertThat(change(values.get(1)).before().priceCents()).isEqualTo(500);
        assertThat(change(values.get(1)).after().priceCents()).isEqualTo(700);
        assertThat(change(values.get(2)).op()).isEqualTo(Operation.DELETE);
        assertThat(values.get(3)).isEqualTo("null");
        assertThat(fields(values.get(1)))
                .containsAll(
                        fields(
                                new String(
                                        EventJson.encode(change(values.get(1))),
                                        StandardCharsets.UTF_8)));
    }

    private static ProductChange change(String value) {
        return EventJson.decodeProductChange(value.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> fields(String json) throws Exception {
        JsonNode node = new ObjectMapper().readTree(json);
        return node.get("source").properties().stream().map(Map.Entry::getKey).toList();
    }
}
