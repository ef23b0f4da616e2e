package dev.flinklabs.testkit.alerts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.testkit.failure.NotDone;
import dev.flinklabs.testkit.tool.CommandLineTool;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

class AlertRulesTest {

    private static final String TOO_FULL =
            """
            groups:
              - name: shelves
                rules:
                  - alert: TooFull
                    expr: parcels > 10
                    for: 2m
            """;

    @TempDir private Path conf;

    @BeforeAll
    static void with_promtool() {
        try {
            CommandLineTool.of("promtool");
        } catch (AssertionError absent) {
            Assumptions.abort(absent.getMessage());
        }
    }

    @Test
    void an_alert_fires_as_long_as_its_condition_holds() {
        rules(TOO_FULL)
                .over(parcels(), "TooFull")
                .silent(0, 6)
                .firing(7, 19)
                .silent(21, 30)
                .holds();
    }

    @Test
    void promtool_understands_what_it_is_asked_where_digits_are_not_those_of_ascii() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("fa-IR"));
        try {
            rules(TOO_FULL).over(parcels(), "TooFull").firing(7, 19).holds();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void an_alert_that_fires_too_early_is_told_with_its_moment_and_drawn() {
        AlertCheck check =
                rules(TOO_FULL)
                        .over(parcels(), "TooFull")
                        .given("Twenty parcels lie there from minute 5 to 20.")
                        .rule(3, "ten minutes have to pass.")
                        .question("How long?")
                        .silent(0, 15);

        assertThatThrownBy(check::holds)
                .hasMessage(
                        """
                        Twenty parcels lie there from minute 5 to 20.
                        TooFull fires at minute 7. It has to be silent from minute 0 to 15.
                        Rule 3: ten minutes have to pass.
                        How long?

                        minute          0         5         10        15        20        25        30
                        parcels         1         20        20        20        gone      gone      gone
                        TooFull         ··············██████████████████████████·····················
                        has to fire     ·······························""");
    }

    @Test
    void an_alert_that_fires_too_late_is_told() {
        AlertCheck check = rules(TOO_FULL).over(parcels(), "TooFull").firing(6, 19);

        assertThatThrownBy(check::holds)
                .hasMessageStartingWith(
                        "TooFull does not fire at minute 6. It has to fire from minute 6 to 19.");
    }

    @Test
    void two_at_a_time_are_told() {
        Recording two = parcels().series("parcels{shelf=\"b\"}", minute -> minute >= 10 ? 30 : 0);
        AlertCheck check = rules(TOO_FULL).over(two, "TooFull").firing(7, 19);

        assertThatThrownBy(check::holds)
                .hasMessageStartingWith("At minute 12 more than one TooFull fires at a time.");
    }

    @Test
    void a_series_that_ends_counts_no_longer() {
        rules(TOO_FULL.replace("parcels > 10", "absent(parcels)"))
                .over(parcels(), "TooFull")
                .silent(0, 21)
                .firing(22, 30)
                .holds();
    }

    @Test
    void a_lab_is_not_done_as_long_as_an_alert_is_missing() {
        for (String text : new String[] {"", "groups:\n", "groups:\n- name: g\n  rules:\n"}) {
            assertThatThrownBy(() -> rules(text).over(parcels(), "TooFull"))
                    .isInstanceOf(NotDone.class)
                    .hasMessage("Lab 9.9 is not done yet: lab99/alerts.yml has no alert TooFull");
        }
    }

    @Test
    void what_promtool_refuses_is_told_in_its_words() {
        assertThatThrownBy(() -> rules("groups:\n\t- name: g\n").over(parcels(), "TooFull"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("promtool refuses alerts.yml: ")
                .hasMessageContaining("line 2: found character that cannot start any token");
        assertThatThrownBy(() -> rules(TOO_FULL.replace("expr", "exp")).over(parcels(), "TooFull"))
                .hasMessageContaining("field exp not found");
        assertThatThrownBy(() -> rules(TOO_FULL.replace("> 10", "> (")).over(parcels(), "TooFull"))
                .hasMessageContaining("could not parse expression");
    }

    @Test
    void what_cannot_be_evaluated_is_told_in_promtools_words() {
        Recording two = parcels().series("parcels{shelf=\"b\"}", minute -> 1);
        String unmatched = TOO_FULL.replace("parcels > 10", "parcels > on() parcels");

        assertThatThrownBy(() -> rules(unmatched).over(two, "TooFull"))
                .hasMessageStartingWith("promtool cannot evaluate alerts.yml: ")
                .hasMessageContaining("duplicate series");
    }

    @Test
    void a_second_document_is_told_since_prometheus_would_not_see_it() {
        assertThatThrownBy(() -> rules("groups:\n---\n" + TOO_FULL).over(parcels(), "TooFull"))
                .hasMessageContaining("holds 2 documents");
        assertThatCode(() -> rules("---\n" + TOO_FULL).over(parcels(), "TooFull"))
                .doesNotThrowAnyException();
    }

    private static Recording parcels() {
        return new Recording()
                .series("parcels{shelf=\"a\"}", AlertRulesTest::count)
                .told("parcels", minute -> minute < 20 ? "%.0f".formatted(count(minute)) : "gone");
    }

    private static double count(double minute) {
        return minute >= 20 ? Recording.ABSENT : minute >= 5 ? 20 : 1;
    }

    private AlertRules rules(String text) {
        try {
            Files.createDirectories(conf.resolve("lab99"));
            Files.writeString(conf.resolve("lab99/alerts.yml"), text);
            return new AlertRules(
                    "9.9",
                    "lab99/alerts.yml",
                    new URLClassLoader(new URL[] {conf.toUri().toURL()}));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
