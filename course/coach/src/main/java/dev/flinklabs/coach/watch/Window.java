package dev.flinklabs.coach.watch;

import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

import java.io.IOError;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;

/**
 * The terminal of this process. While it is taken, keys come one by one and are not echoed, and
 * what is printed covers what was there. It is given back as it was, also when the process is
 * interrupted.
 */
final class Window implements AutoCloseable {

    private static final String OTHER_SCREEN = "\u001b[?1049h";
    private static final String FIRST_SCREEN = "\u001b[?1049l";
    private static final Size USUAL = new Size(80, 24);

    private final Terminal terminal;
    private final Attributes before;
    private final PrintStream out;
    private final boolean whole;
    private final Thread onInterrupt = new Thread(this::end, "give-terminal-back");
    private boolean taken;
    private boolean ended;

    private Window(Terminal terminal, PrintStream out, boolean whole) {
        this.terminal = terminal;
        this.before = terminal.getAttributes();
        this.out = out;
        this.whole = whole;
    }

    /**
     * @param out leads to the terminal
     * @param whole whether to draw on a screen of its own
     * @return empty when standard input and output are no terminal
     */
    static Optional<Window> open(PrintStream out, boolean whole) {
        try {
            Terminal terminal =
                    TerminalBuilder.builder()
                            .system(true)
                            // By stty, which is everywhere; the others load a native library.
                            .provider("exec")
                            .dumb(false)
                            // Of what a type of terminal can do, nothing is asked.
                            .type("ansi")
                            .encoding(StandardCharsets.UTF_8)
                            // Interrupts end the process as ever, and all that it has started.
                            .nativeSignals(false)
                            .build();
            Window window = new Window(terminal, out, whole);
            Runtime.getRuntime().addShutdownHook(window.onInterrupt);
            return Optional.of(window);
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** In columns and lines. */
    Size size() {
        Size size = terminal.getSize();
        return size.getColumns() > 0 && size.getRows() > 0 ? size : USUAL;
    }

    /**
     * @param changed is called on another thread when the window has another size, or the process
     *     goes on after it was stopped
     */
    void onChange(Runnable changed) {
        terminal.handle(Terminal.Signal.WINCH, signal -> changed.run());
        terminal.handle(
                Terminal.Signal.CONT,
                signal -> {
                    takeKeys();
                    changed.run();
                });
    }

    synchronized void take() {
        if (!ended && !taken) {
            taken = true;
            takeKeys();
            print(whole ? OTHER_SCREEN : "");
        }
    }

    synchronized void giveBack() {
        if (taken) {
            print(whole ? FIRST_SCREEN : "");
            taken = false;
            terminal.setAttributes(before);
        }
    }

    /** Writes, while the terminal is taken. */
    synchronized void print(String text) {
        if (taken) {
            out.print(text);
            out.flush();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook does the same now.
        }
        end();
    }

    private synchronized void takeKeys() {
        if (taken) {
            Attributes keys = new Attributes(before);
            keys.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO), false);
            keys.setControlChar(ControlChar.VMIN, 1);
            keys.setControlChar(ControlChar.VTIME, 0);
            terminal.setAttributes(keys);
        }
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            giveBack();
            terminal.close();
        } catch (IOException | IOError e) {
            // It has gone, as over SSH, and there is nothing to give back to.
        }
    }
}
