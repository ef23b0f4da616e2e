package dev.flinklabs.coach.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How the terminal is set. A JVM that is killed while it reads keys leaves it so that nothing is
 * seen of what is typed afterwards.
 */
final class TerminalSettings {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String settings;

    private TerminalSettings(String settings) {
        this.settings = settings;
    }

    /** Those of now. */
    static TerminalSettings save() {
        return new TerminalSettings(stty("-g"));
    }

    /** Sets the terminal as it was; does nothing where that is not known. */
    void restore() {
        if (!settings.isEmpty()) {
            stty(settings);
        }
    }

    /** What the command prints; nothing, where there is none or no terminal. */
    private static String stty(String argument) {
        try {
            Process process =
                    new ProcessBuilder("stty", argument)
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            // One that is not in the foreground is stopped, and never ends.
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
