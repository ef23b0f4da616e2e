package dev.flinklabs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class CloseAllTest {

    private final List<String> closed = new ArrayList<>();

    @Test
    void all_are_closed_in_their_order_and_the_first_failure_is_thrown() {
        AssertionError first = new AssertionError("first");
        IOException second = new IOException("second");

        assertThatThrownBy(
                        () ->
                                CloseAll.inOrder(
                                        Arrays.asList(
                                                () -> closed.add("a"),
                                                failing("b", first),
                                                null,
                                                failing("c", second),
                                                () -> closed.add("d"))))
                .isSameAs(first)
                .hasSuppressedException(second);
        assertThat(closed).containsExactly("a", "b", "c", "d");
    }

    private AutoCloseable failing(String name, Throwable failure) {
        return () -> {
            closed.add(name);
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        };
    }
}
