package dev.flinklabs.coach.starters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksTest {

    @Test
    void regions_and_marked_imports_are_left_out_and_stubs_stand_in_their_place() {
        assertThat(
                        starter(
                                Language.JAVA,
                                """
                                package a;

                                import java.time.Duration; // SOLUTION
                                import java.util.List;
                                import java.util.Map; // SOLUTION

                                class A {

                                    // BEGIN SOLUTION
                                    // Two fields, because.
                                    private int one;

                                    // END SOLUTION

                                    /** Contract. */
                                    List<String> read(String text) {
                                        int given = 1;
                                        // BEGIN SOLUTION
                                        return List.of(text);
                                        // STUB throw new UnsupportedOperationException("Lab 0.1 is not done yet");
                                        // END SOLUTION
                                    }

                                    // BEGIN SOLUTION
                                    private void helper() {}
                                    // END SOLUTION
                                }
                                """))
                .isEqualTo(
                        """
                        package a;

                        import java.util.List;

                        class A {

                            /** Contract. */
                            List<String> read(String text) {
                                int given = 1;
                                throw new UnsupportedOperationException("Lab 0.1 is not done yet");
                            }
                        }
                        """);
    }

    @Test
    void where_a_whole_group_of_imports_is_left_out_one_blank_line_remains() {
        assertThat(
                        starter(
                                Language.JAVA,
                                """
                                package a;

                                import b.B; // SOLUTION
                                import c.C; // SOLUTION

                                class A {}
                                """))
                .isEqualTo("package a;\n\nclass A {}\n");
    }

    @Test
    void a_region_at_the_edge_of_the_file_leaves_no_blank_lines() {
        assertThat(
                        starter(
                                Language.SQL,
                                """
                                -- BEGIN SOLUTION
                                CREATE TABLE a;
                                -- END SOLUTION

                                CREATE TABLE b;

                                -- BEGIN SOLUTION
                                INSERT INTO c;
                                -- END SOLUTION
                                """))
                .isEqualTo("CREATE TABLE b;\n");
    }

    @Test
    void blank_lines_that_nothing_was_cut_from_stay() {
        String text = "a\n\n\n\nb {\n\n}\n\n";
        assertThat(starter(Language.JAVA, text)).isEqualTo(text);
    }

    @Test
    void a_stub_keeps_the_marks_indent_and_its_own() {
        assertThat(
                        starter(
                                Language.YAML,
                                """
                                a:
                                  # BEGIN SOLUTION
                                  b: 1
                                  # STUB b: ?
                                  # STUB   c: ?
                                  # STUB # yours
                                  # END SOLUTION
                                """))
                .isEqualTo("a:\n  b: ?\n    c: ?\n  # yours\n");
    }

    @Test
    void a_text_that_is_solution_from_end_to_end_leaves_an_empty_file() {
        assertThat(starter(Language.SQL, "-- BEGIN SOLUTION\nSELECT 1;\n-- END SOLUTION\n"))
                .isEmpty();
    }

    @Test
    void a_missing_last_line_end_stays_missing() {
        assertThat(starter(Language.SQL, "SELECT 1")).isEqualTo("SELECT 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    // BEGIN SOLUTION%a%                               | 1 | BEGIN SOLUTION without an END SOLUTION after it.
                    a%// END SOLUTION%                                 | 2 | END SOLUTION without a BEGIN SOLUTION before it.
                    // BEGIN SOLUTION%// BEGIN SOLUTION%// END SOLUTION | 2 | the region of line 1 is still open; regions do not nest.
                    // BEGIN SOLUTION%// END SOLUTION%// END SOLUTION  | 3 | END SOLUTION without a BEGIN SOLUTION before it.
                    a%// STUB b%                                       | 2 | STUB outside a region.
                    // SOLUTION%                                       | 1 | SOLUTION marks one line of code
                    // BEGIN SOLUTION%a // SOLUTION%// END SOLUTION    | 2 | SOLUTION marks one line of code
                    // BEGIN SOLUTION: here%                           | 1 | a mark stands alone on its line
                    a // BEGIN SOLUTION%                               | 1 | a mark stands alone on its line
                    -- BEGIN SOLUTION%                                 | 1 | a mark stands alone on its line
                    """)
    void a_mark_that_is_wrong_is_named_with_its_line(String text, int line, String sentence) {
        assertThatThrownBy(() -> Marks.read("A.java", text.replace('%', '\n'), Language.JAVA))
                .hasMessageStartingWith("A.java:" + line + ": " + sentence);
    }

    @Test
    void a_repair_labs_starter_has_no_marks_and_tells_nothing() {
        Marks marks =
                Marks.read(
                        "A.java",
                        """
                        import a.B; // SOLUTION

                        class A {
                            // Given.
                            // BEGIN SOLUTION
                            /** Why a salt, and not a second key. */
                            int salt() {
                                return 4; // four, because

                                // and so on
                            }
                            // END SOLUTION
                        }
                        """,
                        Language.JAVA);

        assertThat(marks.withoutMarks("A.java"))
                .isEqualTo(
                        """
                        import a.B;

                        class A {
                            // Given.
                            int salt() {
                                return 4;

                            }
                        }
                        """);
    }

    @Test
    void a_repair_lab_has_no_stub() {
        Marks marks =
                Marks.read(
                        "A.java", "// BEGIN SOLUTION\n// STUB b\n// END SOLUTION\n", Language.JAVA);
        assertThatThrownBy(() -> marks.withoutMarks("A.java"))
                .hasMessageStartingWith("A.java:2: a repair lab");
    }

    private static String starter(Language language, String text) {
        return Marks.read("A", text, language).starter();
    }
}
