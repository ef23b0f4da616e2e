package dev.flinklabs.coach.starters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource({
        "a/B.java, JAVA",
        "a/b.sql, SQL",
        "b.py, PYTHON",
        "b.yaml, YAML",
        "b.c.yml, YAML",
        "b.properties, PROPERTIES"
    })
    void a_language_is_known_by_the_files_ending(String path, Language language) {
        assertThat(Language.of(path)).contains(language);
    }

    @Test
    void other_files_hold_no_marks() {
        assertThat(Language.of("a/b.json")).isEmpty();
        assertThat(Language.of("Makefile")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    JAVA       | a(); // b              | a();
                    JAVA       | a(/* b */ 1);          | a( 1);
                    JAVA       | s = "http://x" + '"';  | s = "http://x" + '"';
                    JAVA       | s = "\\"//"; // c      | s = "\\"//";
                    SQL        | SELECT 'a--b' -- c     | SELECT 'a--b'
                    SQL        | SELECT 'it''s -- x'    | SELECT 'it''s -- x'
                    SQL        | SELECT /*+ OPTIONS('a'='b') */ c /* d */ | SELECT /*+ OPTIONS('a'='b') */ c
                    PYTHON     | a = '#' # b            | a = '#'
                    YAML       | a: b#c # d             | a: b#c
                    YAML       | a: don't # d           | a: don't
                    YAML       | a: 'x # y' # d         | a: 'x # y'
                    PROPERTIES | a=b # c                | a=b # c
                    """)
    void comments_go_and_texts_stay(Language language, String line, String expected) {
        assertThat(language.withoutComments(line.lines().toList())).containsExactly(expected);
    }

    @Test
    void a_line_with_a_comment_only_goes_with_it() {
        assertThat(
                        Language.JAVA.withoutComments(
                                "/* a\n * b\n */\n\nc();\n// d\n".lines().toList()))
                .containsExactly("", "c();");
        assertThat(Language.PROPERTIES.withoutComments("  # a\nb=c".lines().toList()))
                .containsExactly("b=c");
    }

    @Test
    void a_text_of_many_lines_stays_whole() {
        String text =
                "s = \"\"\"\n"
                        + "    // no comment\n"
                        + "    \\\"\"\" /* nor this */\n"
                        + "    \"\"\"; // but this";
        assertThat(Language.JAVA.withoutComments(text.lines().toList()))
                .containsExactly(
                        "s = \"\"\"",
                        "    // no comment",
                        "    \\\"\"\" /* nor this */",
                        "    \"\"\";");
    }
}
