package dev.flinklabs.jobs.lab07;

import static dev.flinklabs.testkit.timeline.Day.at;

import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;
import dev.flinklabs.testkit.operator.Backend;
import dev.flinklabs.testkit.operator.Input;
import dev.flinklabs.testkit.operator.OperatorStory;
import dev.flinklabs.testkit.timeline.Timeline;

import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

@Tag("2.7")
class UnpaidOrderAlertTest {

    private static final Input<OrderEvent> ORDERS =
            Input.named("in", OrderEvent::eventTime)
                    .keyedBy(UnpaidOrderAlertTest::orderId, Types.STRING)
                    .toldAs(
                            event ->
                                    event.status().toString().toLowerCase(Locale.ROOT)
                                            + " "
                                            + idWords(event.orderId()));

    @RegisterExtension
    final OperatorStory<OrderEvent, UnpaidOrder> story =
            OperatorStory.of(new UnpaidOrderAlert(), ORDERS)
                    .outputToldAs(
                            alert ->
                                    "%s, due %s"
                                            .formatted(
                                                    idWords(alert.orderId()),
                                                    Timeline.time(alert.due())));

    @ParameterizedTest
    @EnumSource(Backend.class)
    void an_unpaid_order_raises_one_alert_when_the_watermark_passes_two_hours(Backend backend) {
        story.on(backend)
                .about(
                        "Orders o-1, o-2 and o-3 were created at 10:00, 10:05 and 10:05:00.250; o-2 is"
                                + " paid, the others are not.")
                .rule(2, "the alert leaves when the watermark has passed the due time")
                .question("Which clock does the timer look at?")
                .given(created("o-1", "10:00"), created("o-2", "10:05"), paid("o-2", "11:40"))
                .given(created("o-3", "10:05:00.250"))
                .watermark("12:00:00.001")
                .emitted(unpaid("o-1", "10:00"))
                .watermark("12:05:00.250")
                .emittedNothing()
                .watermark("12:05:00.251")
                .emitted(unpaid("o-3", "10:05:00.250"))
                .watermark("18:00")
                .emittedNothing();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void an_order_paid_after_exactly_two_hours_raises_no_alert(Backend backend) {
        story.on(backend)
                .about(
                        "Orders o-1, o-2 and o-3 were created at 10:00. o-1 and o-3 were paid at 12:00"
                                + " sharp, after exactly two hours, o-3 before its order came; o-2 is"
                                + " not paid.")
                .rule(
                        2,
                        "the alert leaves when the watermark has passed the due time: at 12:00 it has not")
                .question("At which watermark does a timer fire that is set to 12:00?")
                .given(created("o-1", "10:00"), created("o-2", "10:00"))
                .given(paid("o-3", "12:00"), created("o-3", "10:00"))
                .watermark("11:59:59.999")
                .given(paid("o-1", "12:00"))
                .watermark("12:00")
                .emittedNothing()
                .rule(1, "a payment at exactly two hours is in time")
                .question("What does your comparison say of two times that are the same?")
                .watermark("12:00:00.001")
                .emitted(unpaid("o-2", "10:00"));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void nothing_leaves_before_the_watermark_has_passed(Backend backend) {
        story.on(backend)
                .about(
                        "Order o-1 was created at 10:00. Another event of it, of 12:30, has arrived;"
                                + " the watermark has not.")
                .rule(2, "the alert leaves when the watermark has passed the due time: not earlier")
                .question("What may still arrive while the watermark stands at 11:00?")
                .given(created("o-1", "10:00"), created("o-2", "10:00"))
                .watermark("11:00")
                .clock("23:00")
                .given(event("o-1", OrderStatus.SHIPPED, "12:30"), paid("o-2", "12:30"))
                .emittedNothing()
                .given(paid("o-1", "11:30"))
                .watermark("13:00")
                .emitted(unpaid("o-2", "10:00"));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_payment_that_arrives_before_its_order_prevents_the_alert(Backend backend) {
        story.on(backend)
                .about(
                        "The payment of o-1, of 11:00, arrives first; then the order, created at 10:00."
                                + " o-4 was paid at the moment of its creation.")
                .rule(3, "a payment counts by its own time, and may arrive before its order does")
                .question("What is known when the payment comes, and where is it kept?")
                .given(paid("o-1", "11:00"), paid("o-2", "11:00"))
                .given(created("o-1", "10:00"), created("o-3", "10:00"))
                .given(paid("o-4", "10:00"), created("o-4", "10:00"))
                .watermark("14:00")
                .emitted(unpaid("o-3", "10:00"));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_payment_too_late_by_its_own_time_does_not_prevent_the_alert(Backend backend) {
        story.on(backend)
                .about(
                        "o-1 and o-2 were created at 10:00 and paid at 12:00:00.001, too late. The"
                                + " payment of o-1 arrives after its order, that of o-2 before; both"
                                + " before the watermark.")
                .rule(3, "a payment that is too late by its own time changes nothing")
                .question("Which time of the payment decides, and against what?")
                .given(created("o-1", "10:00"), paid("o-1", "12:00:00.001"))
                .given(paid("o-2", "12:00:00.001"), created("o-2", "10:00"))
                .watermark("12:00:00.001")
                .emitted(unpaid("o-1", "10:00"), unpaid("o-2", "10:00"));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void what_is_behind_the_watermark_counts_as_well(Backend backend) {
        story.on(backend)
                .about(
                        "The watermark stands at 11:00. Then come a payment of o-1, of 10:30, and three"
                                + " orders: o-2 of 10:00, o-3 of 08:00, and o-4 of 10:00, paid at 10:30.")
                .rule(3, "an event counts by its own time, also behind the watermark")
                .question("What does it say of an event that the watermark has passed its time?")
                .given(created("o-1", "10:00"))
                .watermark("11:00")
                .given(paid("o-1", "10:30"), created("o-2", "10:00"), created("o-3", "08:00"))
                .given(created("o-4", "10:00"), paid("o-4", "10:30"))
                .watermark("11:00:00.001")
                .emitted(unpaid("o-3", "08:00"))
                .watermark("12:00:00.001")
                .emitted(unpaid("o-2", "10:00"));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void an_order_that_is_shipped_or_cancelled_is_not_paid(Backend backend) {
        story.on(backend)
                .about(
                        "o-1 and o-2 were created at 10:00; o-1 was shipped, o-2 cancelled at 11:00.")
                .rule(1, "shipped and cancelled events change nothing")
                .question("Which events does your code take for a payment, or for the end?")
                .given(created("o-1", "10:00"), created("o-2", "10:00"))
                .given(event("o-1", OrderStatus.SHIPPED, "11:00"))
                .given(event("o-2", OrderStatus.CANCELLED, "11:00"))
                .watermark("12:00:00.001")
                .emitted(unpaid("o-1", "10:00"), unpaid("o-2", "10:00"));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_paid_order_leaves_no_state_and_no_timer(Backend backend) {
        story.on(backend)
                .about(
                        "o-1 was paid after its order came, o-2 before, o-3 at the moment of its"
                                + " creation.")
                .rule(4, "once an order is paid or alerted, nothing of it is left")
                .question("Which of the paths does not clean up after itself?")
                .given(created("o-1", "10:00"), paid("o-1", "10:30"))
                .given(paid("o-2", "10:30"), created("o-2", "10:00"))
                .given(created("o-3", "10:00"), paid("o-3", "10:00"))
                .keptNothing();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void an_alerted_order_leaves_no_state_and_no_timer(Backend backend) {
        story.on(backend)
                .about(
                        "o-1, o-2 and o-3 were alerted; the payment of o-2 was too late and came first,"
                                + " that of o-3 came second.")
                .rule(4, "once an order is paid or alerted, nothing of it is left")
                .question("What is still known of an order when its timer has fired?")
                .given(created("o-1", "10:00"))
                .given(paid("o-2", "12:30"), created("o-2", "10:00"))
                .given(created("o-3", "10:00"), paid("o-3", "12:30"))
                .watermark("12:00:00.001")
                .emitted(unpaid("o-1", "10:00"), unpaid("o-2", "10:00"), unpaid("o-3", "10:00"))
                .keptNothing();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_payment_without_an_order_is_forgotten(Backend backend) {
        story.on(backend)
                .about(
                        "The order of payment o-1 never came; that of o-2 was alerted before its"
                                + " payment came.")
                .rule(5, "a payment whose order never comes is forgotten")
                .question("Who wakes the operator when no event comes for a key?")
                .given(paid("o-1", "11:00"), created("o-2", "10:00"))
                .watermark("12:00:00.001")
                .emitted(unpaid("o-2", "10:00"))
                .given(paid("o-2", "12:30"))
                .watermark("13:00")
                .emittedNothing()
                .keptNothing();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_restored_operator_still_raises_the_alert(Backend backend) {
        story.on(backend)
                .about("Order o-1 was created at 10:00, o-2 was paid before its order came.")
                .rule(6, "what the operator knows survives a restart")
                .question("Where is it written down that o-1 exists?")
                .given(created("o-1", "10:00"), paid("o-2", "11:00"))
                .watermark("10:30")
                .snapshotAndRestore()
                .given(created("o-2", "10:00"))
                .watermark("12:00:00.001")
                .emitted(unpaid("o-1", "10:00"))
                .keptNothing();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void what_happened_after_the_snapshot_happens_again(Backend backend) {
        story.on(backend)
                .about(
                        "After the snapshot o-1 was alerted and o-2 paid; then the operator died. What"
                                + " came since the snapshot comes again.")
                .rule(
                        6,
                        "after a restart the operator knows what the snapshot knows, no less and no more")
                .question("Where is something kept that is in no snapshot?")
                .given(created("o-1", "10:00"), created("o-2", "10:00"))
                .watermark("10:30")
                .snapshot()
                .given(paid("o-2", "11:00"))
                .watermark("12:00:00.001")
                .emitted(unpaid("o-1", "10:00"))
                .restore()
                .given(paid("o-2", "11:00"))
                .watermark("12:00:00.001")
                .emitted(unpaid("o-1", "10:00"))
                .keptNothing();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_rescaled_operator_raises_every_alert_once(Backend backend) {
        story.on(backend)
                .about("Orders o-1 to o-4 were created at 10:00; o-4 is paid after the restart.")
                .rule(6, "what the operator knows survives a restart, at any parallelism")
                .question("Which subtask is asked for o-1 after the restart, and what has it got?")
                .given(created("o-1", "10:00"), created("o-2", "10:00"))
                .given(created("o-3", "10:00"), created("o-4", "10:00"))
                .watermark("10:30")
                .snapshot()
                .restore(3)
                .given(paid("o-4", "11:00"))
                .watermark("12:00:00.001")
                .emitted(unpaid("o-1", "10:00"), unpaid("o-2", "10:00"), unpaid("o-3", "10:00"))
                .keptNothing();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_malformed_event_is_counted_and_dropped(Backend backend) {
        story.on(backend)
                .about(
                        "Three events have no order id or an empty one, and one is older than 1970."
                                + " The payment of o-4 is just as old as 1970; the id of one order is"
                                + " a blank.")
                .rule(
                        7,
                        "what has no id, or a negative time, is dropped and counted; a blank id is an id")
                .question(
                        "Which of them does your code take for malformed, which not, and what counts them?")
                .given(event(null, OrderStatus.CREATED, "10:00"), created("", "10:00"))
                .given(order("o-1", OrderStatus.PAID, Instant.ofEpochMilli(-1)))
                .given(event(null, OrderStatus.SHIPPED, "10:00"))
                .given(created("o-2", "10:00"), order("o-4", OrderStatus.PAID, Instant.EPOCH))
                .given(created(" ", "10:00"))
                .watermark("13:00")
                .emitted(unpaid("o-2", "10:00"), unpaid(" ", "10:00"))
                .counted("malformed", 4);
    }

    private static OrderEvent created(String orderId, String time) {
        return event(orderId, OrderStatus.CREATED, time);
    }

    private static OrderEvent paid(String orderId, String time) {
        return event(orderId, OrderStatus.PAID, time);
    }

    private static OrderEvent event(String orderId, OrderStatus status, String time) {
        return order(orderId, status, at(time));
    }

    private static OrderEvent order(String orderId, OrderStatus status, Instant time) {
        return new OrderEvent(orderId, status, "c-1", "p-1", 1, 4998, time);
    }

    private static UnpaidOrder unpaid(String orderId, String created) {
        return new UnpaidOrder(orderId, at(created), at(created).plus(Duration.ofHours(2)));
    }

    private static String orderId(OrderEvent event) {
        return event.orderId() == null ? "" : event.orderId();
    }

    private static String idWords(String id) {
        if (id == null || id.isEmpty()) {
            return "without an id";
        }
        return id.isBlank() ? "with a blank id" : id;
    }
}
