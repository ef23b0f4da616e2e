package dev.flinklabs.jobs.lab21;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The tests of an operator that tells of quiet products: streams as lines, and what they give. */
@ExtendWith(GivenOperator.class)
class QuietProductsSuite {

    private final GivenOperator.Operators operators;

    QuietProductsSuite(GivenOperator.Operators operators) {
        this.operators = operators;
    }

    @ParameterizedTest
    @CsvSource({
        "p-1@10:00 w@12:00,",
        "p-1@10:00 w@12:00:00.001, p-1:1@10:00",
        "p-1@10:00 p-1@11:00 w@12:30,",
        "p-1@11:00 p-1@10:00 w@13:00:00.001, p-1:2@11:00",
        "p-1@11:00 p-1@10:00 w@12:00:00.001,",
        "p-1@10:00 w@12:00 p-1@12:00 w@13:59, ",
        "p-1@10:00 p-2@10:30 p-1@10:45 w@12:45:00.001, p-1:2@10:45 p-2:1@10:30",
        "p-1@10:00 w@13:00 p-1@14:00 w@17:00, p-1:1@10:00 p-1:1@14:00"
    })
    void a_stream_gives(String stream, String expected) throws Exception {
        List<String> wanted = expected == null ? List.of() : List.of(expected.split(" "));
        String[] steps = stream.split(" ");
        for (int restartAt = 0; restartAt <= steps.length; restartAt++) {
            assertEquals(wanted, run(steps, restartAt), "restarted before step " + restartAt);
        }
    }

    /** Restarts once; what is told before that is told, too. */
    private List<String> run(String[] steps, int restartAt) throws Exception {
        List<String> told = new ArrayList<>();
        var harness = start(null);
        for (int i = 0; i < steps.length; i++) {
            if (i == restartAt) {
                OperatorSubtaskState snapshot = harness.snapshot(1, 1);
                harness.extractOutputValues().forEach(quiet -> told.add(text(quiet)));
                harness.close();
                harness = start(snapshot);
            }
            String[] step = steps[i].split("@");
            long time = at(step[1]).toEpochMilli();
            if (step[0].equals("w")) {
                harness.processWatermark(time);
            } else {
                harness.processElement(
                        new OrderEvent("o", OrderStatus.PAID, null, step[0], 1, 1, at(step[1])),
                        time);
            }
        }
        harness.extractOutputValues().forEach(quiet -> told.add(text(quiet)));
        harness.processWatermark(Long.MAX_VALUE - 1);
        int kept = harness.numKeyedStateEntries() + harness.numEventTimeTimers();
        assertEquals(0, kept, "kept when all is told");
        harness.close();
        Collections.sort(told);
        return told;
    }

    private static String text(QuietProduct quiet) {
        return "%s:%s@%s"
                .formatted(
                        quiet.productId(),
                        quiet.orders(),
                        quiet.lastOrder().toString().substring(11, 16));
    }

    private KeyedOneInputStreamOperatorTestHarness<String, OrderEvent, QuietProduct> start(
            OperatorSubtaskState snapshot) throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, OrderEvent, QuietProduct> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(operators.create()),
                        OrderEvent::productId,
                        Types.STRING);
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }

    private static Instant at(String time) {
        return Instant.parse("2026-01-01T" + (time.length() == 5 ? time + ":00" : time) + "Z");
    }
}
