package dev.flinklabs.testkit.conf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A student's file below {@code src/main/conf}. */
public final class ConfFile {

    private ConfFile() {}

    /**
     * Its text.
     *
     * @param path from there, such as {@code lab04/config.yaml}
     * @throws AssertionError when it is not there
     */
    public static String read(ClassLoader files, String path) {
        try (InputStream text = files.getResourceAsStream(path)) {
            if (text == null) {
                throw new AssertionError("There is no file src/main/conf/%s.".formatted(path));
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("src/main/conf/%s cannot be read.".formatted(path), e);
        }
    }
}
