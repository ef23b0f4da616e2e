package dev.flinklabs.testkit.story;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    @Test
    void by_a_moment_only_what_was_seen_until_then_is_looked_at_and_shown() {
        List<Output.Item> items = List.of(item("early", "first"), item("late", "second"));

        assertThatCode(() -> check(items).by("first").are("('early')")).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(items).by("first").are("('late')"))
                .hasMessageContaining("Came out instead: ('early')")
                .hasMessageEndingWith("picture of [first]");
        assertThatThrownBy(() -> check(items).by("third"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The story has no moment 'third': they are [first, second].");
    }

    private static OutputCheck check(String... texts) {
        return check(Stream.of(texts).map(text -> item(text, "first")).toList());
    }

    private static OutputCheck check(List<Output.Item> items) {
        return new OutputCheck(
                items, List.of("first", "second"), moments -> "picture of " + moments);
    }

    private static Output.Item item(String text, String moment) {
        return new Output.Item(Map.of("text", text), moment);
    }
}
