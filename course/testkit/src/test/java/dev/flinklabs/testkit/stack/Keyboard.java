package dev.flinklabs.testkit.stack;

import org.awaitility.Awaitility;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** A terminal with somebody at its keys. */
final class Keyboard {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static final String CTRL_C = "\u0003";
    static final String CTRL_D = "\u0004";
    static final String ENTER = "\r";

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final OutputStream keys;
    private final Terminal terminal;

    Keyboard() throws IOException {
        PipedOutputStream pressed = new PipedOutputStream();
        keys = pressed;
        terminal =
                new ExternalTerminal(
                        "keyboard",
                        "ansi",
                        new PipedInputStream(pressed),
                        screen,
                        StandardCharsets.UTF_8);
    }

    Terminal terminal() {
        return terminal;
    }

    void press(String text) {
        try {
            keys.write(text.getBytes(StandardCharsets.UTF_8));
            keys.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a text has been printed. */
    void await(String text) {
        Awaitility.await().atMost(PATIENCE).until(() -> screen().contains(text));
    }

    /** Waits until a prompt has been printed so many times; from then on keys are read. */
    void awaitPrompt(String prompt, int times) {
        Pattern shown = Pattern.compile(Pattern.quote(prompt) + "(\u001B\\[[0-9;]*m)*> ");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> shown.matcher(screen()).results().count() >= times);
    }

    /** What was printed so far, with what moves the cursor. */
    String screen() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}
