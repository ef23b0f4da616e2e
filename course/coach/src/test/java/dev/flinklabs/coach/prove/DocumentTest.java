package dev.flinklabs.coach.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.prove.Document.Found;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class DocumentTest {

    @TempDir Path directory;

    @Test
    void front_matter_and_comments_count_as_blank() {
        Document document =
                document(
                        """
                        ---
                        title: "[a](b.md)"
                        ---
                        # A title
                        <!-- ## Hidden
                        [c](d.md) `./lab check` -->
                        """);
        assertThat(document.title()).contains("A title");
        assertThat(document.section("Hidden")).isEmpty();
        assertThat(document.links()).isEmpty();
        assertThat(document.commands()).isEmpty();
    }

    @Test
    void a_section_ends_with_the_next_heading_outside_code() {
        Document document =
                document(
                        """
                        # A title
                        first
                        ## One
                        text
                        ```sql
                        ## no heading
                        ```
                        ### deeper
                        ## Two
                        """);
        assertThat(document.beginning()).containsExactly("first");
        assertThat(document.section("One"))
                .contains("text\n```sql\n## no heading\n```\n### deeper");
        assertThat(document.section("Two")).contains("");
        assertThat(document.section("Three")).isEmpty();
    }

    @Test
    void links_are_found_wherever_they_stand_but_in_code() {
        Document document =
                document(
                        """
                        [a](a.md) and [![b](b.png)](<c.md> "C"),
                        `[no](no.md)` and ``[no](` no.md)``
                        ~~~
                        [no](no.md)
                        ```
                        [no](no.md)
                        ~~~
                        <img src="d.png"> <a href="e.md">e</a>

                        <p>
                        <img src="g.png">
                        </p>

                        [f]: f.md
                        """);
        assertThat(document.links())
                .containsExactlyInAnyOrder(
                        new Found(1, "a.md"),
                        new Found(1, "b.png"),
                        new Found(1, "c.md"),
                        new Found(8, "d.png"),
                        new Found(8, "e.md"),
                        new Found(11, "g.png"),
                        new Found(14, "f.md"));
    }

    @Test
    void commands_are_found_within_a_sentence_and_in_blocks() {
        Document document =
                document(
                        """
                        Run `./lab check 0.1`, or `./mvnw -am
                        test`, not ./lab and not `run ./lab` or `./labs`.
                        ```
                        $ ./lab prove
                          ./lab
                        cat lab
                        ```
                        """);
        assertThat(document.commands())
                .containsExactly(
                        new Found(1, "./lab check 0.1"),
                        new Found(1, "./mvnw -am test"),
                        new Found(4, "./lab prove"),
                        new Found(5, "./lab"));
    }

    private Document document(String text) {
        Path file = directory.resolve("a.md");
        Disk.replace(file, text);
        return Document.read(file);
    }
}
