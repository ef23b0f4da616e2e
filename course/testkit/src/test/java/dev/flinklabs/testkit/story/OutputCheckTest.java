package dev.flinklabs.testkit.story;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class OutputCheckTest {

    @Test
    void a_row_may_hold_what_else_ends_a_row_within_a_text() {
        assertThatCode(() -> check("a (b)", "it's, ('x')").are("('a (b)')", "('it''s, (''x'')')"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(2), (4)", "2", "('a'", "('a') ", "", "('a), ('b')"})
    void an_argument_that_is_not_one_row_is_refused(String argument) {
        for (Runnable written :
                List.<Runnable>of(
                        () -> check("a").are("('a')", argument),
                        () -> check("a").areInOrder(argument))) {
            assertThatThrownBy(written::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            argument
                                    + " is not one row. Each argument is one, as in VALUES:"
                                    + " are(\"('o-1', 2)\", \"('o-2', NULL)\").");
        }
    }

    private static OutputCheck check(String... texts) {
        List<Output.Item> items = new ArrayList<>();
        for (String text : texts) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("text", text);
            items.add(new Output.Item(fields, "now"));
        }
        return new OutputCheck(items, () -> "");
    }
}
