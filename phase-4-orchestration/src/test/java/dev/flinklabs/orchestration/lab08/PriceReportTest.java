package dev.flinklabs.orchestration.lab08;

import dev.flinklabs.marketplace.ChangeSource;
import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.Operation;
import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;
import dev.flinklabs.marketplace.Product;
import dev.flinklabs.marketplace.ProductChange;
import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.process.RestClient;
import dev.flinklabs.testkit.story.OutputCheck;
import dev.flinklabs.testkit.story.PythonStory;

import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

@Tag("4.8")
class PriceReportTest {

    private static final String ORDERS = "shop.order";
    private static final String PRODUCTS = "shop.product";
    private static final String REPORT = "shop.report";

    @RegisterExtension
    static final PythonStory story =
            PythonStory.ofLab("4.8", "lab08/price_report.py")
                    .arguments(
                            "--jobmanager", "${flink.address}",
                            "--bootstrap", "${kafka.bootstrap}",
                            "--orders", "${shop.order}",
                            "--products", "${shop.product}",
                            "--report", "${shop.report}",
                            "--jars", "${kafka.jars}")
                    .topic(ORDERS, 1)
                    .topic(PRODUCTS, 1)
                    .topic(REPORT, 1)
                    .told(PriceReportTest::tell);

    @Test
    void an_order_counts_at_the_price_of_its_moment() {
        report("p-1")
                .given(
                        "p-1 costs 100, and 120 from 10:05 on; two are ordered at 10:02, one at 10:06.")
                .rule(1, "an order counts at the price that was in force when it was placed.")
                .question("Which version of a product does your join find?")
                .are("('10:00', 'p-1', 320)");
    }

    @Test
    void an_order_of_a_product_that_is_deleted_is_left_out() {
        report("p-2")
                .given(
                        "p-2 costs 50 and is deleted at 10:03; four are ordered at 10:01, one at 10:04.")
                .rule(2, "an order of a product that was not there at its moment is left out.")
                .question("What does an envelope with op d leave of a product?")
                .are("('10:00', 'p-2', 200)");
    }

    @Test
    void a_product_that_was_there_before_the_capture_began_has_its_price() {
        report("p-3")
                .given(
                        "p-3 comes from the snapshot (op r) of 09:00; one is ordered at 10:03 for 7.")
                .given(
                        "At 10:06 it becomes 9, which is told when the orders are past 10:10; one is")
                .given("ordered at 10:07.")
                .rule(2, "what the snapshot has read was there from the snapshot's moment on.")
                .question("Which operations does Debezium tell of?")
                .are("('10:00', 'p-3', 16)");
    }

    @Test
    void only_an_order_that_is_placed_counts() {
        report("p-4")
                .given("p-4 costs 10. One is ordered at 10:04, paid at 10:05 and shipped at 10:06.")
                .given("Two are ordered at 13:04.")
                .rule(3, "of an order's events, CREATED counts.")
                .question("How many events tell of one order?")
                .are("('10:00', 'p-4', 10)", "('13:00', 'p-4', 20)");
    }

    @Test
    void ten_minutes_are_reported_once_when_both_topics_are_past_them() {
        story.rows(REPORT, "window_start", "product_id")
                .given(
                        "Both topics come to 10:10:30, and later to 13:10:30. p-9 is ordered at 10:10:30,")
                .given("p-4 at 13:04.")
                .rule(4, "ten minutes are reported once, when both topics are past their end.")
                .question("What does your job wait for before it says that ten minutes are over?")
                .are(
                        "('10:00', 'p-1')",
                        "('10:00', 'p-2')",
                        "('10:00', 'p-3')",
                        "('10:00', 'p-4')",
                        "('10:10', 'p-9')",
                        "('13:00', 'p-4')");
    }

    @Test
    void the_job_goes_on_when_it_has_read_what_is_there() {
        List<JobStatus> states = story.jobsAtTheEnd().stream().map(RestClient.Job::state).toList();
        new Finding()
                .fact(
                        "The topics go on, and the program has ended. The jobs that it submitted: "
                                + states)
                .rule(5, "the program submits one job and ends; the job goes on.")
                .question("Where does a source stop reading, and who said so?")
                .unless(states.equals(List.of(JobStatus.RUNNING)));
    }

    private static void tell(PythonStory s) {
        s.moment("before the start")
                .send(PRODUCTS, 0, "p-3", change(Operation.READ, null, product("p-3", 7), "09:00"))
                .send(
                        PRODUCTS,
                        0,
                        "p-1",
                        change(Operation.CREATE, null, product("p-1", 100), "09:10"))
                .send(
                        PRODUCTS,
                        0,
                        "p-2",
                        change(Operation.CREATE, null, product("p-2", 50), "09:20"))
                .send(
                        PRODUCTS,
                        0,
                        "p-4",
                        change(Operation.CREATE, null, product("p-4", 10), "09:30"))
                .send(
                        PRODUCTS,
                        0,
                        "p-2",
                        change(Operation.DELETE, product("p-2", 50), null, "10:03"))
                .send(
                        PRODUCTS,
                        0,
                        "p-1",
                        change(Operation.UPDATE, product("p-1", 100), product("p-1", 120), "10:05"))
                .send(ORDERS, 0, "o-1", order("o-1", OrderStatus.CREATED, "p-2", 4, "10:01"))
                .send(ORDERS, 0, "o-2", order("o-2", OrderStatus.CREATED, "p-1", 2, "10:02"))
                .send(ORDERS, 0, "o-3", order("o-3", OrderStatus.CREATED, "p-3", 1, "10:03"))
                .send(ORDERS, 0, "o-4", order("o-4", OrderStatus.CREATED, "p-2", 1, "10:04"))
                .send(ORDERS, 0, "o-5", order("o-5", OrderStatus.CREATED, "p-4", 1, "10:04"))
                .send(ORDERS, 0, "o-5", order("o-5", OrderStatus.PAID, "p-4", 1, "10:05"))
                .send(ORDERS, 0, "o-5", order("o-5", OrderStatus.SHIPPED, "p-4", 1, "10:06"))
                .send(ORDERS, 0, "o-6", order("o-6", OrderStatus.CREATED, "p-1", 1, "10:06"))
                .send(ORDERS, 0, "o-7", order("o-7", OrderStatus.CREATED, "p-3", 1, "10:07"))
                .start()
                .moment("orders at 10:10:30")
                .send(ORDERS, 0, "o-9", order("o-9", OrderStatus.CREATED, "p-9", 1, "10:10:30"))
                // Who reports without the products does it here.
                .until(REPORT, 1)
                .moment("products at 10:10:30")
                .send(
                        PRODUCTS,
                        0,
                        "p-3",
                        change(Operation.UPDATE, product("p-3", 7), product("p-3", 9), "10:06"))
                .send(
                        PRODUCTS,
                        0,
                        "p-9",
                        change(Operation.CREATE, null, product("p-9", 1), "10:10:30"))
                .until(REPORT, 4)
                .moment("both at 13:10:30")
                .send(ORDERS, 0, "o-10", order("o-10", OrderStatus.CREATED, "p-4", 2, "13:04"))
                .send(ORDERS, 0, "o-11", order("o-11", OrderStatus.CREATED, "p-4", 1, "13:10:30"))
                .send(
                        PRODUCTS,
                        0,
                        "p-1",
                        change(
                                Operation.UPDATE,
                                product("p-1", 120),
                                product("p-1", 130),
                                "13:10:30"))
                .until(REPORT, 6);
    }

    private static OutputCheck report(String product) {
        return story.rows(REPORT).where("product_id", product);
    }

    private static String order(
            String id, OrderStatus status, String product, int quantity, String time) {
        return text(
                EventJson.encode(
                        new OrderEvent(id, status, "c-1", product, quantity, 0, at(time))));
    }

    private static Product product(String id, long price) {
        return new Product(id, "a thing", "things", price, at("09:00"));
    }

    private static String change(Operation op, Product before, Product after, String time) {
        ChangeSource source =
                new ChangeSource(
                        at(time), op == Operation.READ, "product", 1, at(time).toEpochMilli());
        // Handled long after it happened, as at the start of a capture.
        return text(EventJson.encode(new ProductChange(before, after, op, source, at("11:00"))));
    }

    private static Instant at(String time) {
        String seconds = time.length() == "10:00".length() ? time + ":00" : time;
        return Instant.parse("2026-01-15T%sZ".formatted(seconds));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
