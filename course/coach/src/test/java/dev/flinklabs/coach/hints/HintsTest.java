package dev.flinklabs.coach.hints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.SmallCourse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class HintsTest {

    @TempDir Path directory;

    @Test
    void a_paragraph_is_wrapped_between_words_and_never_within_code() {
        assertThat(
                        text(
                                """
                                The quick brown fox jumps over the lazy dog, and then over
                                `the very same lazy dog` again,
                                because
                                nobody has told it to stop in time.
                                """))
                .isEqualTo(
                        """
                          The quick brown fox jumps over the lazy dog, and then over
                          `the very same lazy dog` again, because nobody has told it to stop in time.
                        """);
    }

    @Test
    void a_line_holds_eighty_columns_and_a_longer_word_stays_whole() {
        String word = "x".repeat(78);
        assertThat(text("a " + word + " b " + word + "y\n"))
                .isEqualTo("  a\n  " + word + "\n  b\n  " + word + "y\n");
    }

    @Test
    void a_link_shows_its_address_from_the_courses_directory() {
        assertThat(
                        text(
                                """
                                See [the connector](https://flink.apache.org/kafka), [an
                                error](../../docs/errors/x.md), [rule 1](#rules), <https://kafka.apache.org>.
                                """))
                .isEqualTo(
                        """
                          See the connector (https://flink.apache.org/kafka), an error
                          (docs/errors/x.md), rule 1 (#rules), https://kafka.apache.org.
                        """);
    }

    @Test
    void lists_and_code_keep_their_shape() {
        assertThat(
                        text(
                                """
                                First:

                                1. one
                                   goes on
                                2. two
                                   - inner

                                Then **this**:

                                ```sql
                                SELECT 1
                                  FROM t;
                                ```
                                """))
                .isEqualTo(
                        """
                          First:

                          1. one goes on
                          2. two
                             - inner

                          Then this:

                            SELECT 1
                              FROM t;
                        """);
    }

    private String text(String markdown) {
        SmallCourse course = SmallCourse.in(directory);
        course.write(
                SmallCourse.page("0.1", "read-orders"),
                SmallCourse.frontMatter("0.1", "Read orders")
                        + "## Hints\n\n<details><summary>1 · A</summary>\n\n"
                        + markdown
                        + "</details>\n");
        return Hints.of(directory, course.lab("0.1")).get(0).text();
    }
}
