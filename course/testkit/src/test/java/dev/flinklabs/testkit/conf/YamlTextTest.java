package dev.flinklabs.testkit.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class YamlTextTest {

    @Test
    void a_document_is_read_as_maps_and_lists() {
        assertThat((Object) YamlText.map("a.yml", "# first\n---\na: [1, two]\nb: {c: true}\n"))
                .isEqualTo(Map.of("a", List.of(1, "two"), "b", Map.of("c", true)));
    }

    @Test
    void a_text_without_a_key_is_an_empty_document() {
        assertThat((Object) YamlText.map("a.yml", "")).isEqualTo(Map.of());
        assertThat((Object) YamlText.map("a.yml", "# nothing\n---\n")).isEqualTo(Map.of());
    }

    @Test
    void what_is_no_yaml_is_told_with_its_line() {
        assertThatThrownBy(() -> YamlText.map("a.yml", "a:\n\tb: 1\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a.yml is no YAML: ")
                .hasMessageContaining("TAB")
                .hasMessageContaining("in line 2");
        assertThatThrownBy(() -> YamlText.map("a.yml", "a: 1\na: 2\n"))
                .hasMessageContaining("duplicate key a, in line 2");
    }

    @Test
    void several_documents_and_no_map_are_told() {
        assertThatThrownBy(() -> YamlText.map("a.yml", "a: 1\n---\nb: 1\n"))
                .hasMessage(
                        "a.yml holds 2 documents, with --- between them, and one is read. Keep one.");
        assertThatThrownBy(() -> YamlText.map("a.yml", "- a\n"))
                .hasMessageContaining("it begins with a list");
        assertThatThrownBy(() -> YamlText.map("a.yml", "words\n"))
                .hasMessageContaining("it begins with words");
    }
}
