package dev.flinklabs.coach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class HintCommandTest {

    private static final String PAGE = SmallCourse.page("0.1", "read-orders");

    @TempDir Path directory;

    private SmallCourse course;
    private CommandLineUser user;

    @BeforeEach
    void a_course_with_hints() {
        course = SmallCourse.in(directory);
        user = new CommandLineUser(directory);
        course.write(
                PAGE,
                SmallCourse.frontMatter("0.1", "Read orders")
                        + """
                        # 0.1 Read orders

                        ## Hints

                        <details><summary>1 · Where to look</summary>

                        Which part of the *source* sees the key?
                        </details>
                        <details><summary>2 · Which tool</summary>

                        `setBounded` and more.

                        </details>

                        <details><summary>3 · The shape</summary>

                        Build, connect.
                        </details>

                        ## Done when

                        Three tests are green.
                        """);
    }

    @Test
    void the_next_hint_is_shown_each_time() {
        assertThat(user.lab("hint", "0.1")).isZero();
        assertThat(user.out())
                .isEqualTo(
                        """
                        0.1 Read orders: hint 1 of 3, Where to look

                          Which part of the source sees the key?
                        """);
        assertThat(user.lab("hint", "0.1")).isZero();
        assertThat(user.out())
                .isEqualTo(
                        """
                        0.1 Read orders: hint 2 of 3, Which tool

                          `setBounded` and more.
                        """);
        assertThat(user.lab("hint", "0.1")).isZero();
        assertThat(user.out()).contains("hint 3 of 3, The shape").doesNotContain("Done when");
    }

    @Test
    void a_hint_asked_for_a_fourth_time_is_the_third_again_and_says_so() {
        for (int i = 0; i < 3; i++) {
            user.lab("hint", "0.1");
            assertThat(user.out()).doesNotContain("last hint");
        }
        for (int i = 0; i < 2; i++) {
            assertThat(user.lab("hint", "0.1")).isZero();
            assertThat(user.out())
                    .isEqualTo(
                            """
                            0.1 Read orders: hint 3 of 3, The shape

                              Build, connect.

                            This was the last hint, and you had seen it. All of them: ./lab hint 0.1 --again
                            """);
        }
    }

    @Test
    void again_shows_what_was_seen_and_no_more() {
        assertThat(user.lab("hint", "0.1", "--again")).isZero();
        assertThat(user.out())
                .isEqualTo("You have seen no hint of lab 0.1 yet. The first one: ./lab hint 0.1\n");
        user.lab("hint", "0.1");
        user.lab("hint", "0.1");
        for (int i = 0; i < 2; i++) {
            assertThat(user.lab("hint", "0.1", "--again")).isZero();
            assertThat(user.out())
                    .containsSubsequence("hint 1 of 3", "sees the key?\n\n", "hint 2 of 3")
                    .doesNotContain("hint 3 of 3");
        }
    }

    @Test
    void without_an_id_it_is_the_lab_in_hand() {
        assertThat(user.lab("hint")).isZero();
        assertThat(user.out()).startsWith("0.1 Read orders: hint 1 of 3");
    }

    @Test
    void no_lab_several_labs_and_unknown_labs_are_told() {
        assertThat(user.lab("hint", "0.3")).isEqualTo(2);
        assertThat(user.err()).startsWith("There is no lab or phase '0.3'. Nearest: 0.1");
        assertThat(user.lab("hint", "all")).isEqualTo(2);
        assertThat(user.err())
                .isEqualTo(
                        "'all' means 2 labs, and this command works on one. Say which by its id, such"
                                + " as 0.1.\n");
        course.solve("0.1").solve("0.2");
        user.lab("check", "all");
        assertThat(user.lab("hint")).isEqualTo(2);
        assertThat(user.err()).startsWith("Every lab is green, so none is in hand.");
    }

    @Test
    void a_page_without_hints_is_a_fault_of_the_course() {
        course.write(PAGE, SmallCourse.frontMatter("0.1", "Read orders") + "# 0.1 Read orders\n");
        assertThat(user.lab("hint", "0.1")).isEqualTo(3);
        assertThat(user.err()).startsWith(PAGE + " has no hints").hasLineCount(1);
    }

    @Test
    void hints_and_verdicts_are_remembered_side_by_side() {
        course.write(".lab/progress.json", "{\"checked\":\"0.1\",\"labs\":{\"0.1\":\"FAILED\"}}");
        user.lab("hint", "0.1");
        user.lab("check", "0.1");
        user.lab("hint", "0.1");
        assertThat(user.out()).contains("hint 2 of 3");
        assertThat(course.read(".lab/progress.json"))
                .isEqualTo(
                        "{\"checked\":\"0.1\",\"labs\":{\"0.1\":\"NOT_DONE\"},\"hints\":{\"0.1\":2}}\n");
    }

    @Test
    void a_hint_is_shown_even_when_it_cannot_be_remembered() {
        course.write(".lab", "");
        assertThat(user.lab("hint", "0.1")).isEqualTo(4);
        assertThat(user.out()).contains("Which part of the source sees the key?");
        assertThat(user.err()).contains(".lab is a file, and a directory is needed there.");
    }
}
