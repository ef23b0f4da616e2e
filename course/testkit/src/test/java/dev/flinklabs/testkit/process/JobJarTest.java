package dev.flinklabs.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.sample.lab01.NumbersJob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

class JobJarTest {

    private static final String SCRIPT = "dev/flinklabs/testkit/story/revenue.sql";

    @TempDir private Path directory;

    @Test
    void it_holds_the_main_class_and_the_classes_of_the_course_that_it_reaches()
            throws IOException {
        assertThat(entries(List.of()))
                .contains(
                        "dev/flinklabs/sample/lab01/NumbersJob.class",
                        "dev/flinklabs/sample/lab01/NumbersJob$Check.class",
                        "dev/flinklabs/marketplace/EventJson.class",
                        "dev/flinklabs/marketplace/OrderEvent.class",
                        "dev/flinklabs/marketplace/OrderStatus.class")
                .doesNotContain("dev/flinklabs/sample/lab01/KafkaJob.class")
                .noneMatch(name -> name.contains("testkit"))
                .noneMatch(name -> name.startsWith("org/"));
    }

    @Test
    void it_names_its_main_class() throws IOException {
        entries(List.of());

        try (JarFile jar = new JarFile(directory.resolve("job.jar").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(NumbersJob.class.getName());
        }
    }

    @Test
    void it_holds_the_resources_that_are_named() throws IOException {
        assertThat(entries(List.of(SCRIPT))).contains(SCRIPT);
    }

    @Test
    void a_resource_that_is_not_there_is_named() {
        assertThatThrownBy(() -> entries(List.of("no/such.sql")))
                .hasMessage("There is no resource no/such.sql.");
    }

    @Test
    void its_bytes_do_not_tell_when_it_was_packed() throws IOException {
        Path file = directory.resolve("job.jar");
        JobJar.pack(NumbersJob.class, file, List.of());

        try (JarFile jar = new JarFile(file.toFile())) {
            assertThat(jar.stream().map(JarEntry::getTimeLocal).distinct()).hasSize(1);
        }
    }

    private List<String> entries(List<String> resources) throws IOException {
        Path file = directory.resolve("job.jar");
        JobJar.pack(NumbersJob.class, file, resources);
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream().map(JarEntry::getName).toList();
        }
    }
}
