package dev.flinklabs.coach.solutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.solutions.WrongAnswer.Catch;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.trouble.Trouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.TreeMap;

class WrongAnswerTest {

    private static final String HEADER =
            """
            misconception: the time is a text
            caught by: ATest.one, BTest.two   # both
            says: "a text"   # the phrase
            """;
    private static final String DIFF =
            """
            --- a/phase-1-sql/src/main/a.sql
            +++ b/phase-1-sql/src/main/a.sql
            @@ -2,3 +2,3 @@
             b
            -c
            +C
             d
            """;

    @Test
    void its_header_says_what_it_is() {
        WrongAnswer wrong = parse(HEADER + DIFF);

        assertThat(wrong.misconception()).isEqualTo("the time is a text");
        assertThat(wrong.catches())
                .containsExactly(new Catch(List.of("ATest.one", "BTest.two"), "a text"));
    }

    @Test
    void several_failures_each_have_their_own_words() {
        WrongAnswer wrong =
                parse(HEADER + "caught by: CTest.three\nsays: \"another text\"\n" + DIFF);

        assertThat(wrong.catches())
                .containsExactly(
                        new Catch(List.of("ATest.one", "BTest.two"), "a text"),
                        new Catch(List.of("CTest.three"), "another text"));
    }

    @Test
    void words_of_which_no_tests_are_known_are_refused() {
        assertThatThrownBy(() -> parse(HEADER.replaceFirst("caught by.*\n", "") + DIFF))
                .hasMessageStartingWith("p.patch:2: 'says:' stands below the 'caught by:'");
    }

    @Test
    void tests_of_which_no_words_are_known_are_refused() {
        assertThatThrownBy(() -> parse(HEADER + "caught by: CTest.three\n" + DIFF))
                .hasMessageStartingWith("p.patch:1: one of");
    }

    @Test
    void it_is_applied_to_the_reference() {
        assertThat(applied(HEADER + DIFF, "a\nb\nc\nd\n")).isEqualTo("a\nb\nC\nd\n");
    }

    @Test
    void lines_may_have_moved() {
        assertThat(applied(HEADER + DIFF, "x\nx\nx\nx\nx\na\nb\nc\nd\n"))
                .isEqualTo("x\nx\nx\nx\nx\na\nb\nC\nd\n");
        assertThat(applied(HEADER + DIFF.replace("-2,3 +2,3", "-40,3 +40,3"), "a\nb\nc\nd\n"))
                .isEqualTo("a\nb\nC\nd\n");
    }

    @ParameterizedTest
    @CsvSource({
        "a b c e, last line of the context",
        "a b C d, removed line",
        "a x c d, first line of the context"
    })
    void a_line_that_is_another_one_is_not_passed_over(String words, String what) {
        assertThatThrownBy(() -> applied(HEADER + DIFF, words.replace(' ', '\n') + "\n"))
                .as(what)
                .hasMessageStartingWith(
                        "p.patch: it does not fit solutions/phase-1-sql/src/main/a.sql any more.");
    }

    @Test
    void an_sql_comment_may_be_removed_and_added() {
        String diff =
                """
                --- a/phase-1-sql/src/main/a.sql
                +++ b/phase-1-sql/src/main/a.sql
                @@ -1,2 +1,2 @@
                --- a comment
                +-- another
                 b
                """;
        assertThat(applied(HEADER + diff, "-- a comment\nb\n")).isEqualTo("-- another\nb\n");
    }

    @Test
    void several_places_and_several_files_are_changed() {
        String diff =
                """
                diff --git a/phase-1-sql/src/main/a.sql b/phase-1-sql/src/main/a.sql
                index 1111111..2222222 100644
                --- a/phase-1-sql/src/main/a.sql
                +++ b/phase-1-sql/src/main/a.sql
                @@ -1,2 +1,4 @@ somewhere
                -a
                +A
                +A
                +A
                 b
                @@ -4,2 +6,1 @@
                 d
                -e
                diff --git a/phase-1-sql/src/main/b.sql b/phase-1-sql/src/main/b.sql
                index 1111111..2222222 100644
                --- a/phase-1-sql/src/main/b.sql\t2026-01-01 00:00:00
                +++ b/phase-1-sql/src/main/b.sql\t2026-01-01 00:00:00
                @@ -1 +1 @@
                -x
                \\ No newline at end of file
                +y
                \\ No newline at end of file
                """;
        SourceTree reference = tree("a\nb\nc\nd\ne\n").with("src/main/b.sql", "x");
        SourceTree patched = parse(HEADER + diff).applyTo(reference, "phase-1-sql");

        assertThat(patched.text("src/main/a.sql")).isEqualTo("A\nA\nA\nb\nc\nd\n");
        assertThat(patched.text("src/main/b.sql")).isEqualTo("y");
    }

    @Test
    void a_place_close_below_one_that_has_lost_lines_is_found() {
        String diff =
                """
                --- a/phase-1-sql/src/main/a.sql
                +++ b/phase-1-sql/src/main/a.sql
                @@ -1,4 +1,1 @@
                -a
                -b
                -c
                 d
                @@ -5,3 +2,1 @@
                 e
                -f
                -g
                @@ -8,2 +3,2 @@
                -h
                +H
                 i
                """;
        assertThat(applied(HEADER + diff, "a\nb\nc\nd\ne\nf\ng\nh\ni\n")).isEqualTo("d\ne\nH\ni\n");
    }

    @Test
    void a_blank_context_line_may_have_lost_its_blank() {
        String diff =
                """
                --- phase-1-sql/src/main/a.sql
                +++ phase-1-sql/src/main/a.sql
                @@ -1,3 +1,3 @@
                 a

                -b
                +B
                """;
        assertThat(applied(HEADER + diff, "a\n\nb\n")).isEqualTo("a\n\nB\n");
    }

    @Test
    void a_file_of_another_lab_is_refused() {
        assertThatThrownBy(() -> applied(HEADER + DIFF.replace("a.sql", "z.sql"), "a\n"))
                .hasMessageContaining(
                        "it changes phase-1-sql/src/main/z.sql, which is no file of this lab"
                                + " below solutions/. Those are phase-1-sql/src/main/a.sql.");
        assertThatThrownBy(() -> applied(HEADER + DIFF.replace("phase-1", "phase-2"), "a\n"))
                .hasMessageContaining("it changes phase-2-sql/src/main/a.sql, which is no file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/solutions/", "w/", "", "solutions/"})
    void paths_may_begin_as_git_has_been_asked_to_write_them(String prefix) {
        String diff =
                DIFF.replace("a/phase", prefix + "phase").replace("b/phase", prefix + "phase");
        assertThat(applied(HEADER + diff, "a\nb\nc\nd\n")).isEqualTo("a\nb\nC\nd\n");
    }

    @Test
    void a_comment_may_stand_above_the_diff() {
        assertThat(parse("# how\n" + HEADER + "# why\n" + DIFF).misconception())
                .isEqualTo("the time is a text");
    }

    @Test
    void a_patch_that_deletes_or_adds_a_file_is_refused() {
        String deleted =
                """
                diff --git a/phase-1-sql/src/main/a.sql b/phase-1-sql/src/main/a.sql
                deleted file mode 100644
                index 1111111..0000000
                --- a/phase-1-sql/src/main/a.sql
                +++ /dev/null
                @@ -1,2 +0,0 @@
                -a
                -b
                """;
        assertThatThrownBy(() -> parse(HEADER + deleted))
                .hasMessage(
                        "p.patch: it deletes phase-1-sql/src/main/a.sql. A wrong answer changes files"
                                + " of the solution, and neither adds nor deletes one.");
        String added =
                """
                new file mode 100644
                --- /dev/null
                +++ b/phase-1-sql/src/main/z.sql
                @@ -0,0 +1 @@
                +a
                """;
        assertThatThrownBy(() -> parse(HEADER + added))
                .hasMessageStartingWith("p.patch: it adds phase-1-sql/src/main/z.sql. A wrong");
    }

    @Test
    void a_patch_that_changes_nothing_is_refused() {
        assertThatThrownBy(() -> applied(HEADER + DIFF.replace("+C", "+c"), "a\nb\nc\nd\n"))
                .hasMessageContaining("it changes nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    misconception: the time is a text  | ''             | p.patch:1: one of
                    caught by:                         | caught: by     | p.patch:2: above the diff stand
                    ATest.one, BTest.two               | one            | p.patch:2: 'one' names no test
                    ATest.one, BTest.two               | ATest.one,     | p.patch:2: '' names no test
                    "a text"                           | a text         | p.patch:3: what the failure says stands in double quotes.
                    """)
    void a_header_that_cannot_be_understood_is_refused(
            String right, String wrong, String sentence) {
        assertThat(HEADER).contains(right);
        assertThatThrownBy(() -> parse(HEADER.replace(right, wrong) + DIFF))
                .hasMessageStartingWith(sentence)
                .isInstanceOfSatisfying(
                        Trouble.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.COURSE_BROKEN));
    }

    @Test
    void a_header_without_a_diff_is_refused() {
        assertThatThrownBy(() -> parse(HEADER))
                .hasMessageStartingWith("p.patch:1: there is no diff");
    }

    private static WrongAnswer parse(String text) {
        return WrongAnswer.parse("p", "p.patch", text);
    }

    private static String applied(String patch, String text) {
        return parse(patch).applyTo(tree(text), "phase-1-sql").text("src/main/a.sql");
    }

    private static SourceTree tree(String text) {
        return new SourceTree(new TreeMap<>()).with("src/main/a.sql", text);
    }
}
