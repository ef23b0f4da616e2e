package dev.flinklabs.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {

    private final Lines plain = new Lines(20, false);
    private final Lines coloured = new Lines(20, true);

    @Test
    void prose_that_is_too_wide_goes_on_below_its_indent() {
        assertThat(plain.of("  one two three four five six\nseven"))
                .containsExactly("  one two three four", "  five six", "seven");
    }

    @Test
    void a_word_that_is_too_wide_is_broken() {
        assertThat(plain.of("a " + "x".repeat(45)))
                .containsExactly("a", "x".repeat(20), "x".repeat(20), "x".repeat(5));
    }

    @Test
    void a_picture_that_is_too_wide_is_cut() {
        assertThat(plain.of("in     ● o-1     ● o-2     ● o-3"))
                .containsExactly("in     ● o-1     ● …");
        assertThat(plain.of("──────────▶ 10:30 ───────▶ 12:00"))
                .containsExactly("──────────▶ 10:30 ─…");
    }

    @Test
    void a_path_behind_its_label_stays_whole_where_it_can() {
        assertThat(plain.of("  edit    src/main/Job.java"))
                .containsExactly("  edit   ", "  src/main/Job.java");
        assertThat(plain.of("  edit    src/main/Orders.java"))
                .containsExactly("  edit   ", "src/main/Orders.java");
        assertThat(plain.of("  edit    src/main/Orders.java and more"))
                .containsExactly("  edit   ", "src/main/Orders.java", "  and more");
    }

    @Test
    void wide_characters_take_two_columns() {
        assertThat(plain.cut("注文".repeat(6))).isEqualTo("注文注文注文注文注…");
        assertThat(plain.cut("注文".repeat(5))).isEqualTo("注文".repeat(5));
    }

    @Test
    void the_narrowest_terminal_still_gets_its_lines() {
        assertThat(new Lines(1, false).of("注文")).containsExactly("注", "文");
    }

    @Test
    void a_colour_costs_no_column_and_ends_with_its_line() {
        String red = "\u001b[31m" + "x".repeat(20) + "\u001b[0m";
        assertThat(coloured.of(red))
                .singleElement()
                .asString()
                .contains("x".repeat(20))
                .startsWith("\u001b[31m")
                .endsWith("m");
        assertThat(coloured.of("\u001b[31m" + "x".repeat(30)))
                .hasSize(2)
                .allMatch(line -> line.startsWith("\u001b[31m") && line.endsWith("\u001b[0m"));
    }

    @Test
    void without_colours_none_comes_through_from_a_message() {
        assertThat(plain.cut("\u001b[31mred\u001b[0m")).isEqualTo("red");
    }

    @Test
    void what_would_move_the_cursor_goes() {
        assertThat(coloured.cut("a\u001b[2Jb\u001b]0;title\u0007c\rd\u0007e"))
                .isEqualTo("ab]0;title c d e");
        assertThat(coloured.cut("\u001b")).isEmpty();
    }

    @Test
    void a_tab_leads_to_the_next_column_of_eight() {
        assertThat(plain.of("\ta\n1234\tb")).containsExactly("        a", "1234    b");
    }
}
