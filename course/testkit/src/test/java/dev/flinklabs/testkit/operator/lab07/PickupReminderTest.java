package dev.flinklabs.testkit.operator.lab07;

import static dev.flinklabs.testkit.timeline.Day.at;

import dev.flinklabs.testkit.operator.Backend;
import dev.flinklabs.testkit.operator.Input;
import dev.flinklabs.testkit.operator.OperatorStory;

import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the graded tests of a lab look like. */
class PickupReminderTest {

    private static final Input<Parcel> PARCELS =
            Input.named("in", Parcel::time)
                    .keyedBy(Parcel::id, Types.STRING)
                    .toldAs(parcel -> parcel.kind() + " " + parcel.id());

    @RegisterExtension
    final OperatorStory<Parcel, String> story = OperatorStory.of(new PickupReminder(), PARCELS);

    @Test
    void a_reminder_leaves_when_the_watermark_has_passed_the_hour() {
        story.about("Parcel p-1 was ready at 10:00, and nobody collected it.")
                .rule(1, "one reminder, as soon as a parcel has waited for more than an hour")
                .given(ready("p-1", "10:00"), ready("p-2", "10:05"))
                .watermark("11:00")
                .emittedNothing()
                .watermark("11:00:00.001")
                .emitted("p-1");
    }

    @Test
    void a_parcel_collected_after_exactly_an_hour_raises_no_reminder() {
        story.about("Parcel p-1 was ready at 10:00 and collected after exactly an hour.")
                .rule(1, "one reminder, as soon as a parcel has waited for more than an hour")
                .given(ready("p-1", "10:00"))
                .watermark("10:59")
                .given(collected("p-1", "11:00"))
                .watermark("13:00")
                .emittedNothing();
    }

    @Test
    void a_collected_parcel_leaves_nothing() {
        story.rule(2, "once a parcel is collected or reminded of, nothing of it is left")
                .given(ready("p-1", "10:00"), collected("p-1", "10:30"))
                .keptNothing();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_rescaled_operator_reminds_of_every_parcel_once(Backend backend) {
        story.on(backend)
                .rule(3, "what the operator knows survives a restart, at any parallelism")
                .given(ready("p-1", "10:00"), ready("p-2", "10:00"), ready("p-3", "10:00"))
                .watermark("10:30")
                .snapshot()
                .restore(3)
                .watermark("11:00:00.001")
                .emitted("p-1", "p-2", "p-3")
                .keptNothing();
    }

    @Test
    void a_parcel_without_an_id_is_counted_and_dropped() {
        story.rule(4, "a parcel without an id is dropped, and counted as malformed")
                .given(ready("", "10:00"))
                .counted("malformed", 1)
                .keptNothing();
    }

    private static Parcel ready(String id, String time) {
        return new Parcel(id, "ready", at(time));
    }

    private static Parcel collected(String id, String time) {
        return new Parcel(id, "collected", at(time));
    }
}
