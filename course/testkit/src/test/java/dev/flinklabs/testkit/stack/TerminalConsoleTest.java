package dev.flinklabs.testkit.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

class TerminalConsoleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Keyboard keyboard = new Keyboard();
    private final List<String> typed = new CopyOnWriteArrayList<>();
    private final Console console = new TerminalConsole(keyboard.terminal());
    private final CompletableFuture<Void> reading =
            CompletableFuture.runAsync(() -> console.lines(typed::add));

    TerminalConsoleTest() throws IOException {}

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void json_that_is_typed_arrives_as_it_was_typed() {
        String record = "o-1:{\"note\":\"a \\\"b\\\" 'c !1 \\\\ d\",\"open\":\"";

        keyboard.awaitPrompt("", 1);
        keyboard.press(record + Keyboard.ENTER);
        keyboard.awaitPrompt("", 2);

        assertThat(typed).containsExactly(record);
    }

    @ParameterizedTest
    @ValueSource(strings = {Keyboard.CTRL_C, Keyboard.CTRL_D})
    void ctrl_c_and_ctrl_d_end_it(String key) {
        keyboard.awaitPrompt("", 1);
        keyboard.press(key);

        assertThat(reading).succeedsWithin(PATIENCE);
        assertThat(typed).isEmpty();
    }

    @Test
    void what_is_shown_leaves_the_line_that_is_being_typed() {
        keyboard.awaitPrompt("", 1);
        keyboard.press("o-1:pa");
        keyboard.await("o-1:pa");
        console.show("receipts 0  o-1: paid");
        keyboard.await("receipts 0  o-1: paid");
        keyboard.press("id" + Keyboard.ENTER);

        Awaitility.await().atMost(PATIENCE).until(() -> typed.equals(List.of("o-1:paid")));
    }
}
