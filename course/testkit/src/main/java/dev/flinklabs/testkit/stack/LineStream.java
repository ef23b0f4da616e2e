package dev.flinklabs.testkit.stack;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts what is printed into lines. */
final class LineStream extends OutputStream {

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Consumer<String> lines;

    private LineStream(Consumer<String> lines) {
        this.lines = lines;
    }

    /** A stream that hands on each whole line, without its end. */
    static PrintStream to(Consumer<String> lines) {
        return new PrintStream(new LineStream(lines), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int b) {
        if (b != '\n') {
            line.write(b);
            return;
        }
        String whole = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.accept(whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole);
    }
}
