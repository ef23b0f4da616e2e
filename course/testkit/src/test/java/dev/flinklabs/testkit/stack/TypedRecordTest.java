package dev.flinklabs.testkit.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class TypedRecordTest {

    private static final List<String> TOPICS = List.of("shop.order", "receipts");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            nullValues = "null",
            textBlock =
                    """
                    o-1:paid                          ; shop.order; o-1 ; paid
                    o-1:{"order_id":"o-1"}            ; shop.order; o-1 ; {"order_id":"o-1"}
                    {"order_id":"o-1"}                ; shop.order; null; {"order_id":"o-1"}
                    paid                              ; shop.order; null; paid
                    receipts o-1:paid                 ; receipts  ; o-1 ; paid
                    receipts {"order_id":"o-1"}       ; receipts  ; null; {"order_id":"o-1"}
                    receipts:paid                     ; shop.order; receipts; paid
                    DE/o-1:a b:c                      ; shop.order; DE/o-1; a b:c
                    """)
    void a_line_is_a_key_and_a_value_for_a_topic(
            String line, String topic, String key, String value) {
        assertThat(TypedRecord.parse(line, TOPICS, "shop.order"))
                .contains(new TypedRecord(topic, key, value));
    }

    @Test
    void an_empty_line_is_no_record() {
        assertThat(TypedRecord.parse("  ", TOPICS, "shop.order")).isEmpty();
    }
}
