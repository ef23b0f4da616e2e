package dev.flinklabs.testkit.stack;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Two streams of bytes in UTF-8, with nobody at a terminal. */
final class PlainConsole implements Console {

    private final BufferedReader in;
    private final PrintStream out;

    PlainConsole(InputStream in, PrintStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    @Override
    public void show(String lines) {
        out.println(lines);
    }

    @Override
    public void lines(Consumer<String> typed) {
        in.lines().forEach(typed);
    }

    @Override
    public void close() {
        out.flush();
    }
}
