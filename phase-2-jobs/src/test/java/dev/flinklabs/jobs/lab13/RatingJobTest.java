package dev.flinklabs.jobs.lab13;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;
import dev.flinklabs.marketplace.Topics;
import dev.flinklabs.marketplace.generator.GeneratorSettings;
import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.service.Answer;
import dev.flinklabs.testkit.service.HttpService;
import dev.flinklabs.testkit.service.Traffic;
import dev.flinklabs.testkit.story.OutputCheck;
import dev.flinklabs.testkit.story.ProgramStory;
import dev.flinklabs.testkit.timeline.Day;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Tag("2.13")
class RatingJobTest {

    private static final String ORDERS = Topics.ORDER;
    private static final String RATED = "rated.orders";
    private static final String RATINGS = "ratings";
    private static final String HELD = "c-3 waits for its answer";
    private static final String ANSWERED = "c-3 is answered";
    private static final String AGAIN = "c-2 orders again";
    private static final int BEFORE_THE_RUSH = 9;
    private static final Duration SOON = Duration.ofMillis(20);

    static final int CAPACITY = 12;
    static final int RUSH = 36;

    static final String WAITING =
            "%s orders came at once, and the service let all of them wait; --capacity is %s."
                    .formatted(RUSH, CAPACITY);

    private static Traffic rush;

    @RegisterExtension
    static final ProgramStory story =
            program("--timeout", "3600000")
                    .fed(GeneratorSettings.ofSeed(13).meanGap(Duration.ofMinutes(1)).guests(0.1))
                    .told(
                            s -> {
                                s.service(RATINGS).hold("/c-3");
                                s.moment(HELD)
                                        .send(ORDERS, 0, "o-1", order("o-1", "c-1"))
                                        .send(ORDERS, 0, "o-2", order("o-2", "c-2"))
                                        .send(ORDERS, 0, "o-3", order("o-3", "c-3"))
                                        .send(ORDERS, 0, "o-4", guestOrder("o-4"))
                                        .send(ORDERS, 0, "o-5", order("o-5", "c-5"))
                                        .send(ORDERS, 0, "o-6", order("o-6", "c-6"))
                                        .send(ORDERS, 0, "o-7", order("o-7", "c-7"))
                                        .send(ORDERS, 0, "o-8", order("o-8", "c-8"))
                                        .start()
                                        .until(RATED, BEFORE_THE_RUSH - 2)
                                        .moment(ANSWERED);
                                s.service(RATINGS).release("/c-3");
                                s.until(RATED, BEFORE_THE_RUSH - 1)
                                        .moment(AGAIN)
                                        .send(ORDERS, 0, "o-9", order("o-9", "c-2"))
                                        .until(RATED, BEFORE_THE_RUSH)
                                        .moment("rush");
                                rush = rush(s, BEFORE_THE_RUSH);
                            });

    @Test
    void an_order_leaves_with_the_rating_of_its_customer() {
        story.output(RATED, "key", "value")
                .where("key", "o-1", "o-2", "o-9")
                .by(AGAIN)
                .given("The service rates customer c-1 with A, and c-2 with C.")
                .given("Then c-2 sinks to DD, and orders once more: o-9.")
                .rule(1, "each order leaves once, with the rating that is the answer for it.")
                .question("Which answer is an order's own, and which part of it is the rating?")
                .are("('o-1', 'A')", "('o-2', 'C')", "('o-9', 'DD')");
    }

    @Test
    void orders_that_are_asked_for_at_the_same_time_are_not_mixed_up() {
        story.output(RATED, "key", "value")
                .whereContains("key", "r-")
                .given("Orders r-1 to r-36 came at once, each of another customer.")
                .rule(1, "each order leaves once, with the rating of its customer.")
                .question("How does an answer know to which order it belongs?")
                .are(
                        rushNumbers()
                                .mapToObj(n -> "('r-%s', '%s')".formatted(n, rating(n)))
                                .toArray(String[]::new));
    }

    @Test
    void a_guest_is_not_asked_for() {
        rated("o-4")
                .given("Order o-4 is a guest's: it has no customer id.")
                .rule(2, "an order without a customer id leaves as GUEST, and nobody is asked.")
                .question("What is asked for when the customer id is null?")
                .are("('o-4', 'GUEST')");
        new Finding()
                .fact("Order o-4 is a guest's: it has no customer id.")
                .fact("The service was asked for the customer null.")
                .rule(2, "an order without a customer id leaves as GUEST, and nobody is asked.")
                .unless(asked("/null") == 0);
    }

    @Test
    void an_unknown_customer_is_an_answer_and_no_failure() {
        rated("o-5")
                .given("The service does not know customer c-5, and answers 404.")
                .rule(3, "404 is an answer: the order leaves as UNKNOWN.")
                .question(
                        "What becomes of an order whose answer is neither a rating nor a failure?")
                .are("('o-5', 'UNKNOWN')");
        timesAsked("c-5", "answers 404", 1, 3, "404 is an answer, and not asked for again.");
    }

    @Test
    void a_slow_answer_holds_up_no_other_order() {
        rated("o-1", "o-2", "o-3", "o-4", "o-5", "o-6", "o-7", "o-8")
                .columns("key")
                .by(HELD)
                .given("The service has not answered for customer c-3 of order o-3 yet;")
                .given("for all others, before it and after it, it has.")
                .rule(4, "without --ordered an order leaves when its own answer is there.")
                .question("What does the task's thread do while an answer is on its way?")
                .are("('o-1')", "('o-2')", "('o-4')", "('o-5')", "('o-6')", "('o-7')", "('o-8')");
    }

    @Test
    void a_slow_answer_is_not_asked_for_again() {
        int asked = asked("/c-3");
        new Finding()
                .fact("The service took long to answer for customer c-3 of order o-3.")
                .fact("It was asked %s; once was due.".formatted(times(asked)))
                .rule(6, "a slow answer is no failure: it is waited for, not asked for again.")
                .question("What does a service need least when it is slow?")
                .unless(asked == 1);
    }

    @Test
    void a_service_that_recovers_is_asked_until_it_answers() {
        rated("o-6")
                .given(
                        "Asked for customer c-6, the service fails with 503, then with 500, then says B.")
                .rule(6, "a failure is asked again, up to three times more.")
                .question("Who asks again, and what tells it that there was a failure?")
                .are("('o-6', 'B')");
    }

    @Test
    void a_service_that_goes_on_failing_is_asked_four_times_and_no_more() {
        rated("o-7")
                .given("Asked for customer c-7, the service always fails with 503.")
                .rule(6, "after the fourth failure the order leaves as UNAVAILABLE.")
                .question("What becomes of the order when the last attempt has failed?")
                .are("('o-7', 'UNAVAILABLE')");
        timesAsked(
                "c-7",
                "always fails with 503",
                4,
                6,
                "a failure is asked again, up to three times more.");
    }

    @Test
    void a_connection_that_breaks_is_a_failure() {
        rated("o-8")
                .given("Asked for customer c-8, the service breaks the connection each time.")
                .rule(6, "a connection that breaks is a failure like any other.")
                .question("Who hears of it when there is no answer at all?")
                .are("('o-8', 'UNAVAILABLE')");
    }

    @Test
    void no_more_orders_are_under_way_than_the_capacity() {
        new Finding()
                .fact(WAITING)
                .fact("It had %s of them at the same time.".formatted(rush.mostAtOnce()))
                .rule(5, "at most --capacity orders are under way at any time.")
                .question("Who makes the source wait when the service has enough to do?")
                .unless(rush.mostAtOnce() <= CAPACITY);
    }

    @Test
    void as_many_orders_are_under_way_as_the_capacity_allows() {
        new Finding()
                .fact(WAITING)
                .fact(
                        "It had %s of them at the same time, and never more."
                                .formatted(rush.mostAtOnce()))
                .rule(5, "as many orders are under way as --capacity, when there is enough to do.")
                .question("Which thread waits for an answer, and how many of it are there?")
                .unless(rush.mostAtOnce() >= CAPACITY);
    }

    @Test
    void a_connection_is_used_again() {
        new Finding()
                .fact("%s orders came at once, and --capacity is %s.".formatted(RUSH, CAPACITY))
                .fact(
                        "The service was asked %s times, over %s connections."
                                .formatted(rush.requests(), rush.connections()))
                .rule(8, "a subtask keeps one client: its connections are used again.")
                .question("How many clients are made, and when?")
                .unless(rush.connections() <= 2 * CAPACITY);
    }

    /** All of them have to wait for their answers until no more of them are asked for. */
    static Traffic rush(ProgramStory s, int before) {
        HttpService ratings = s.service(RATINGS);
        rushNumbers().forEach(n -> ratings.hold("/c-r" + n));
        Traffic rush = ratings.watch();
        // More than come now.
        s.sendAll(ORDERS, 0, "rush", rushOrders()).until(RATED, before + 1);
        rushNumbers().forEach(n -> ratings.release("/c-r" + n));
        s.until(RATED, before + RUSH);
        return rush;
    }

    static ProgramStory program(String... more) {
        String[] arguments = {
            "--bootstrap", "${kafka.bootstrap}",
            "--group", "${group}",
            "--from", "${shop.order}",
            "--to", "${rated.orders}",
            "--ratings", "${ratings}",
            "--capacity", String.valueOf(CAPACITY),
            "--pause", "20"
        };
        return ProgramStory.ofLab("2.13", RatingJob::main)
                .arguments(Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new))
                .topic(ORDERS, 1)
                .topic(RATED, 1)
                .service(RATINGS, RatingJobTest::answers)
                .failing(
                        "The job failed while it rated orders.",
                        6,
                        "whatever becomes of the attempts for an order, the job goes on.");
    }

    private static void answers(HttpService ratings) {
        ratings.otherwise(RatingJobTest::answer)
                .after(SOON)
                .answers("/c-1", Answer.ok("A"))
                .answers("/c-2", Answer.ok("C"), Answer.ok("DD"))
                .answers("/c-5", Answer.status(404))
                .answers("/c-6", Answer.status(503), Answer.status(500), Answer.ok("B"))
                .answers("/c-7", Answer.status(503))
                .answers("/c-8", Answer.brokenConnection());
    }

    private static Answer answer(String path) {
        return Answer.ok(rating(Integer.parseInt(path.replaceAll("\\D", "0"))));
    }

    private static String rating(int customer) {
        return String.valueOf((char) ('A' + customer % 4));
    }

    private static OutputCheck rated(String... orders) {
        return story.output(RATED, "key", "value").where("key", (Object[]) orders).by(ANSWERED);
    }

    private static int asked(String path) {
        return story.service(RATINGS).asked(path);
    }

    private static void timesAsked(String customer, String how, int times, int rule, String words) {
        int asked = asked("/" + customer);
        new Finding()
                .fact("Asked for customer %s, the service %s.".formatted(customer, how))
                .fact("It was asked %s; %s was due.".formatted(times(asked), times(times)))
                .rule(rule, words)
                .question("How many attempts are there, the first one included?")
                .unless(asked == times);
    }

    static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private static IntStream rushNumbers() {
        return IntStream.rangeClosed(1, RUSH);
    }

    private static String[] rushOrders() {
        return rushNumbers().mapToObj(n -> order("r-" + n, "c-r" + n)).toArray(String[]::new);
    }

    static String order(String id, String customer) {
        return new String(
                EventJson.encode(
                        new OrderEvent(
                                id,
                                OrderStatus.CREATED,
                                customer,
                                "p-1",
                                1,
                                4998,
                                Day.at("10:00"))),
                UTF_8);
    }

    private static String guestOrder(String id) {
        return order(id, null);
    }
}
