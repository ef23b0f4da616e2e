package dev.flinklabs.testkit.story;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What TaskManagers print while a story is told. They run in this JVM, so their standard output is
 * this JVM's; it is passed on as well.
 */
final class StandardOutput implements AutoCloseable {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream before = System.out;

    StandardOutput() {
        System.setOut(new PrintStream(new Copy(), true, StandardCharsets.UTF_8));
    }

    /** The whole lines so far, each as the field {@code line}. */
    List<Map<String, Object>> lines() {
        String text = printed.toString(StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(StandardOutput::row)
                .toList();
    }

    /** A line as a row. */
    static Map<String, Object> row(String line) {
        return Map.of("line", line);
    }

    @Override
    public void close() {
        System.setOut(before);
    }

    private final class Copy extends OutputStream {

        @Override
        public void write(int b) {
            printed.write(b);
            before.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            printed.write(bytes, offset, length);
            before.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            before.flush();
        }
    }
}
