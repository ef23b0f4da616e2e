package dev.flinklabs.testkit.conf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

class ConfFileTest {

    @Test
    void a_byte_order_mark_is_no_part_of_the_text(@TempDir Path conf) throws IOException {
        Files.writeString(conf.resolve("workers"), "\uFEFFlocalhost\n");

        try (URLClassLoader files = new URLClassLoader(new URL[] {conf.toUri().toURL()})) {
            assertThat(ConfFile.read(files, "workers")).isEqualTo("localhost\n");
        }
    }
}
