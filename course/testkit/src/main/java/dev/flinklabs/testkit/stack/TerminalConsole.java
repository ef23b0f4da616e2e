package dev.flinklabs.testkit.stack;

import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** A terminal: what is shown goes above the line that is being typed. Ctrl-C and Ctrl-D end it. */
final class TerminalConsole implements Console {

    private static final String PROMPT = "> ";

    private final Terminal terminal;
    private final LineReader reader;

    TerminalConsole(Terminal terminal) {
        this.terminal = terminal;
        // What is typed is JSON: its quotes, backslashes and exclamation marks mean nothing here.
        reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .parser(new DefaultParser().escapeChars(null).quoteChars(new char[0]))
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .build();
    }

    @Override
    public void show(String lines) {
        reader.printAbove(lines);
    }

    @Override
    public void lines(Consumer<String> typed) {
        try {
            while (true) {
                typed.accept(reader.readLine(PROMPT));
            }
        } catch (UserInterruptException | EndOfFileException e) {
            // Enough.
        }
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
