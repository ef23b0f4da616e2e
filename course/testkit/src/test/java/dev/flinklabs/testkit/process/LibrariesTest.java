package dev.flinklabs.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

class LibrariesTest {

    @Test
    void those_of_this_jvm_are_jars_and_none_of_them_is_flinks_tests() {
        List<String> names = names(Libraries.ofThisJvm());

        assertThat(names)
                .allMatch(name -> name.endsWith(".jar"))
                .anyMatch(name -> name.matches("flink-runtime-\\d.*"))
                .noneMatch(name -> name.endsWith("-tests.jar"));
    }

    @Test
    void one_is_left_out_by_its_name_and_those_whose_names_begin_alike_stay() {
        Libraries all =
                new Libraries(
                        List.of(Path.of("flink-json-2.3.0.jar"), Path.of("flink-json-x-2.jar")));

        assertThat(names(all.without("flink-json"))).containsExactly("flink-json-x-2.jar");
    }

    @Test
    void one_that_is_not_there_cannot_be_left_out() {
        assertThatThrownBy(() -> Libraries.ofThisJvm().without("flink-connector-cafka"))
                .hasMessage("There is no jar 'flink-connector-cafka' on the class path.");
    }

    private static List<String> names(Libraries libraries) {
        return libraries.jars().stream().map(jar -> jar.getFileName().toString()).toList();
    }
}
