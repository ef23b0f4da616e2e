package dev.flinklabs.jobs.lab13;

import static dev.flinklabs.jobs.lab13.RatingJobTest.order;
import static dev.flinklabs.jobs.lab13.RatingJobTest.times;

import dev.flinklabs.marketplace.Topics;
import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.story.ProgramStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

@Tag("2.13")
class OrderedRatingJobTest {

    private static final String ORDERS = Topics.ORDER;
    private static final String RATED = "rated.orders";
    private static final String RATINGS = "ratings";

    @RegisterExtension
    static final ProgramStory story =
            RatingJobTest.program("--timeout", "200", "--pause", "3600000", "--ordered")
                    // Longer than --timeout.
                    .patience(Duration.ofSeconds(1))
                    .told(
                            s -> {
                                s.service(RATINGS).hold("/c-9");
                                s.moment("before o-9")
                                        .send(ORDERS, 0, "o-1", order("o-1", "c-1"))
                                        .start()
                                        .until(RATED, 1)
                                        .moment("c-9 waits for its answer")
                                        .send(ORDERS, 0, "o-9", order("o-9", "c-9"))
                                        .send(ORDERS, 0, "o-2", order("o-2", "c-2"))
                                        .send(ORDERS, 0, "o-3", order("o-3", "c-3"))
                                        .send(ORDERS, 0, "o-7", order("o-7", "c-7"))
                                        .until(RATED, 5);
                            });

    @Test
    void with_ordered_orders_leave_in_the_order_in_which_they_came() {
        story.output(RATED, "key")
                .where("key", "o-1", "o-9", "o-2", "o-3")
                .given("With --ordered, orders o-1, o-9, o-2, o-3 came; o-9 had to wait longest.")
                .rule(4, "with --ordered orders leave in the order in which they came.")
                .question("What has to wait, and for whom, so that the order stays?")
                .areInOrder("('o-1')", "('o-9')", "('o-2')", "('o-3')");
    }

    @Test
    void an_order_without_an_answer_leaves_when_its_time_is_over() {
        story.output(RATED, "key", "value")
                .where("key", "o-9")
                .given("The service never answers for customer c-9 of order o-9; --timeout is 200.")
                .rule(
                        7,
                        "an order that has no answer --timeout ms after the lookup took it leaves as TIMED_OUT.")
                .question("Who ends the waiting, and what leaves then?")
                .are("('o-9', 'TIMED_OUT')");
    }

    @Test
    void an_order_whose_time_is_over_in_a_pause_leaves_then() {
        int asked = story.service(RATINGS).asked("/c-7");
        new Finding()
                .fact(
                        "Asked for customer c-7, the service always fails with 503; --pause is an hour.")
                .fact(
                        "Before its time was over it was asked %s; once was due."
                                .formatted(times(asked)))
                .rule(6, "when --pause is over the service is asked again, and not before.")
                .question("What happens between a failure and the next attempt?")
                .unless(asked <= 1);
        story.output(RATED, "key", "value")
                .where("key", "o-7")
                .given("Asked for customer c-7, the service fails with 503; --pause is an hour.")
                .given("--timeout is 200: the time of order o-7 is over before a second attempt.")
                .rule(7, "an order leaves as TIMED_OUT in the pause after a failure, too.")
                .question("What does an order wait for after a failure, and what ends its waiting?")
                .are("('o-7', 'TIMED_OUT')");
    }
}
