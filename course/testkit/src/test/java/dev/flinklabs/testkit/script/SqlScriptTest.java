package dev.flinklabs.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.testkit.script.SqlScript.Statement;

import org.junit.jupiter.api.Test;

import java.util.Map;

class SqlScriptTest {

    private static final Variables NONE = new Variables(Map.of());

    @Test
    void statements_are_told_apart_by_semicolons_and_know_their_lines() {
        assertThat(SqlScript.of("a.sql", "SELECT 1;\n\n  SELECT\n 2 ;\nSELECT 3").statements(NONE))
                .containsExactly(
                        new Statement(1, "SELECT 1"),
                        new Statement(3, "SELECT\n 2"),
                        new Statement(5, "SELECT 3"));
    }

    @Test
    void a_semicolon_in_a_comment_or_in_quotes_ends_nothing() {
        String sql = "-- one; two\n/* three;\n four */ SELECT ';', `;`, \";\" -- five;\n;";

        assertThat(SqlScript.of("a.sql", sql).statements(NONE))
                .containsExactly(new Statement(3, "SELECT ';', `;`, \";\" -- five;"));
    }

    @Test
    void a_statement_set_is_one_statement() {
        String sql =
                "EXECUTE STATEMENT SET BEGIN\nINSERT INTO a SELECT 1;\nINSERT INTO b SELECT 2;\nEND;\nSELECT 3;";

        assertThat(SqlScript.of("a.sql", sql).statements(NONE))
                .extracting(Statement::line)
                .containsExactly(1, 5);
    }

    @Test
    void windows_line_ends_and_a_byte_order_mark_change_nothing() {
        assertThat(SqlScript.of("a.sql", "\uFEFFSELECT 1;\r\nSELECT\r\n2;\r\n").statements(NONE))
                .containsExactly(new Statement(1, "SELECT 1"), new Statement(2, "SELECT\n2"));
    }

    @Test
    void a_script_without_a_statement_has_none() {
        assertThat(SqlScript.of("a.sql", "").statements(NONE)).isEmpty();
        assertThat(SqlScript.of("a.sql", "-- only a comment\n;;\n").statements(NONE)).isEmpty();
        assertThat(SqlScript.of("a.sql", "/* never closed").statements(NONE)).isEmpty();
    }

    @Test
    void variables_are_filled_in() {
        Variables variables = new Variables(Map.of("shop.order", "shop.order-17"));

        assertThat(SqlScript.of("a.sql", "SELECT '${shop.order}';").statements(variables))
                .containsExactly(new Statement(1, "SELECT 'shop.order-17'"));
    }

    @Test
    void a_variable_that_nothing_fills_in_is_refused_with_its_line_and_those_that_there_are() {
        Variables variables = new Variables(Map.of("group", "g", "shop.order", "t"));

        assertThatThrownBy(() -> variables.render("one\ntwo ${shop.orders}"))
                .isInstanceOfSatisfying(
                        Variables.UnknownVariable.class, e -> assertThat(e.line()).isEqualTo(2))
                .hasMessage(
                        "${shop.orders} is no variable here. There are ${group}, ${shop.order}.");
    }
}
