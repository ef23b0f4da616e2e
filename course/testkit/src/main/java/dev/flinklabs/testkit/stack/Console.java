package dev.flinklabs.testkit.stack;

import java.util.function.Consumer;

/** Where a lab shows what comes out, and hears what is typed. */
interface Console extends AutoCloseable {

    /** Shows a line, or several; from any thread. */
    void show(String lines);

    /** Hands on each line that is typed, until no more will be. */
    void lines(Consumer<String> typed);

    @Override
    void close();
}
