package dev.flinklabs.jobs.lab21;

import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.failure.NotDone;
import dev.flinklabs.testkit.suite.SuiteRun;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Map;

@Tag("2.21")
class QuietProductsSuiteTest {

    private static final int LONGEST = 300;

    @Test
    void the_given_operator_passes() {
        passes(QuietProducts.class, "the given operator");
    }

    @Test
    void another_operator_that_keeps_the_rules_passes() {
        passes(
                Operators.OneStateAndALazyTimer.class,
                "an operator that keeps all rules with one state, and with a timer that it sets anew"
                        + " only when it fires too early");
        passes(
                Operators.ATimerForEachOrder.class,
                "an operator that keeps all rules with a timer for each order");
    }

    @Test
    void an_operator_that_goes_by_the_first_order_is_found_out() {
        isFoundOut(
                Operators.EndsTwoHoursAfterTheFirstOrder.class,
                "tells a product two hours after its first order, whatever comes in between",
                2,
                "a product is told when its latest order is two hours ago: not earlier.",
                "Which of your tests has two orders of one product, and a watermark between the two ends?");
        isFoundOut(
                Operators.TellsTheTimeOfTheFirstOrder.class,
                "tells each product when it has to, with the time of its first order",
                2,
                "told are the product, how many orders, and the time of the latest one.",
                "What of a QuietProduct do your tests look at?");
    }

    @Test
    void an_operator_that_is_a_millisecond_early_is_found_out() {
        isFoundOut(
                Operators.EndsWhenTheWatermarkIsAtTwoHours.class,
                "tells a product when the watermark is exactly two hours after its latest order",
                3,
                "an order exactly two hours after the latest one is in time.",
                "What do your tests look at when the watermark stands exactly on the edge?");
    }

    @Test
    void an_operator_that_goes_by_the_last_arrival_is_found_out() {
        isFoundOut(
                Operators.TakesTheLastArrivalForTheLatest.class,
                "takes the order that arrived last for the latest one",
                4,
                "the latest order is the latest by its own time.",
                "In which order do the events of your tests arrive?");
        isFoundOut(
                Operators.CountsNoOlderOrder.class,
                "does not count an order that is older than the latest one",
                4,
                "an older order counts, and changes nothing else.",
                "When an older order arrives in your tests: what do they look at afterwards?");
    }

    @Test
    void an_operator_that_mixes_products_up_is_found_out() {
        isFoundOut(
                Operators.CountsAllProductsTogether.class,
                "counts the orders of all products together",
                5,
                "each product is counted for itself.",
                "How many keys are there in each of your tests?");
    }

    @Test
    void an_operator_that_forgets_at_a_restart_is_found_out() {
        isFoundOut(
                Operators.CountsInAMapOfItsOwn.class,
                "keeps its counts in a map of its own, which is empty after a restart",
                6,
                "what the operator knows survives a restart.",
                "After your restart: which object processes the events, and what do you look at?");
    }

    @Test
    void an_operator_that_leaves_something_behind_is_found_out() {
        isFoundOut(
                Operators.KeepsTheTimeOfTheLatestOrder.class,
                "tells all products rightly, and keeps the time of the latest order for ever",
                7,
                "nothing is left of a product that was told.",
                "What can be seen of an operator besides what comes out?");
        isFoundOut(
                Operators.KeepsATimerForTheEnd.class,
                "tells all products rightly, and keeps a timer of each for the end of the stream",
                7,
                "nothing is left of a product that was told: no state, no timer.",
                "What can be seen of an operator besides what comes out?");
    }

    private static void passes(Class<?> operator, String which) {
        SuiteRun run = run(operator);
        if (run.failures().isEmpty()) {
            return;
        }
        SuiteRun.Failure failure = run.failures().get(0);
        if (failure.skipped()) {
            throw new Finding()
                    .fact("%s has not been run.".formatted(failure.test()))
                    .fact(words(failure.cause()))
                    .rule(1, "a suite that skips a test does not pass.")
                    .question("Who would notice if the operator broke what this test is about?")
                    .failure(failure.cause());
        }
        throw new Finding()
                .fact("Your suite fails on " + which + ".")
                .fact("%s says: %s".formatted(failure.test(), words(failure.cause())))
                .rule(1, "the suite passes on every operator that keeps the rules.")
                .question("Does this test ask for something that no rule says?")
                .failure(failure.cause());
    }

    private static void isFoundOut(
            Class<?> operator, String behaviour, int rule, String words, String question) {
        SuiteRun run = run(operator);
        new Finding()
                .fact("An operator %s.".formatted(behaviour))
                .fact("Your suite lets it through: " + told(run.tests()))
                .rule(rule, words)
                .question(question)
                .unless(!run.failures().isEmpty());
    }

    private static String told(int tests) {
        return switch (tests) {
            case 0 -> "it has no test.";
            case 1 -> "its one test passes.";
            default -> "all %s of its tests pass.".formatted(tests);
        };
    }

    private static SuiteRun run(Class<?> operator) {
        SuiteRun run =
                SuiteRun.of(
                        QuietProductsSuite.class, Map.of(GivenOperator.NAME, operator.getName()));
        for (SuiteRun.Failure failure : run.failures()) {
            if (NotDone.in(failure.cause()).orElse(null) instanceof RuntimeException stub) {
                throw stub;
            }
        }
        return run;
    }

    private static String words(Throwable cause) {
        String words = String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }
}
