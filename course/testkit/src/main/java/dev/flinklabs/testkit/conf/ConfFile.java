package dev.flinklabs.testkit.conf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A student's file below {@code src/main/conf}. */
public final class ConfFile {

    /** Editors on Windows begin a file with it; nobody sees it there. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ConfFile() {}

    /**
     * Its text, without a byte order mark.
     *
     * @param path from there, such as {@code lab04/config.yaml}
     * @throws AssertionError when it is not there
     */
    public static String read(ClassLoader files, String path) {
        try (InputStream text = files.getResourceAsStream(path)) {
            if (text == null) {
                throw new AssertionError("There is no file src/main/conf/%s.".formatted(path));
            }
            String read = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            return read.startsWith(BYTE_ORDER_MARK) ? read.substring(1) : read;
        } catch (IOException e) {
            throw new AssertionError("src/main/conf/%s cannot be read.".formatted(path), e);
        }
    }
}
