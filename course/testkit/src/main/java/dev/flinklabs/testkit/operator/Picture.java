package dev.flinklabs.testkit.operator;

import dev.flinklabs.testkit.operator.Chronicle.Kind;
import dev.flinklabs.testkit.operator.Chronicle.Step;
import dev.flinklabs.testkit.timeline.Lane;
import dev.flinklabs.testkit.timeline.Symbol;
import dev.flinklabs.testkit.timeline.Timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A chronicle as a time line: over event time, or over the clock as soon as a story sets it.
 *
 * <p>Over event time, events that arrive out of order are numbered in the order of their arrival,
 * and one that arrives behind the watermark says so.
 */
final class Picture {

    private final Chronicle chronicle;
    private final boolean overClock;
    private final List<Instant> positions = new ArrayList<>();
    private final Timeline<Instant> timeline;
    private Optional<OutputDifference<?>> found = Optional.empty();
    private String kept = "";
    private boolean failed;

    Picture(Chronicle chronicle) {
        this.chronicle = chronicle;
        overClock = happened(Kind.CLOCK);
        timeline = Timeline.ofTimes(overClock ? "by the clock" : "event time");
        for (Step step : chronicle.steps()) {
            positions.add(overClock ? step.clock() : eventTime(step));
        }
    }

    /**
     * Something without a time of its own is drawn at the watermark, or beside the step before it.
     */
    private Instant eventTime(Step step) {
        if (step.at() != null) {
            return step.at();
        } else if (step.watermark() != null) {
            return step.watermark();
        } else if (!positions.isEmpty()) {
            return now();
        }
        return chronicle.steps().stream()
                .map(Step::at)
                .filter(at -> at != null)
                .findFirst()
                .orElse(step.clock());
    }

    /** Marks what a look has found in an output. */
    Picture of(OutputDifference<?> difference) {
        found = Optional.of(difference);
        return this;
    }

    /** Marks the last step as the one in which the operator failed. */
    Picture failed() {
        failed = true;
        return this;
    }

    /** Tells what is kept; empty for nothing to tell. */
    Picture kept(String words) {
        kept = words;
        return this;
    }

    String draw() {
        chronicle.inputs().forEach(timeline::lane);
        drawEvents();
        if (overClock) {
            drawArrows(Kind.CLOCK, "clock");
        }
        if (happened(Kind.WATERMARK)) {
            drawArrows(Kind.WATERMARK, "watermark");
        }
        drawRestarts();
        drawOutput();
        if (!kept.isEmpty()) {
            timeline.note("kept", kept);
        }
        return timeline.around(now()).draw();
    }

    private void drawEvents() {
        boolean numbered = !overClock && isDisordered();
        int number = 0;
        for (int i = 0; i < positions.size(); i++) {
            Step step = chronicle.steps().get(i);
            if (step.kind() == Kind.EVENT) {
                number++;
                String words = (numbered ? number + ": " : "") + words(step);
                boolean wrong = failed && step == chronicle.last();
                Symbol symbol = wrong ? Symbol.WRONG : Symbol.EVENT;
                timeline.lane(step.lane()).mark(symbol, positions.get(i), words);
            }
        }
    }

    private String words(Step event) {
        if (event.at() == null) {
            return event.words();
        }
        boolean timed = overClock && happened(Kind.WATERMARK);
        boolean late = event.watermark() != null && !event.at().isAfter(event.watermark());
        return event.words()
                + (timed ? " (" + Chronicle.words(event.at()) + ")" : "")
                + (late ? ", after ▶ " + Chronicle.words(event.watermark()) : "");
    }

    /** Whether some event arrives after one of a later time. */
    private boolean isDisordered() {
        Instant latest = Instant.MIN;
        for (Step step : chronicle.steps()) {
            if (step.kind() == Kind.EVENT && step.at() != null) {
                if (step.at().isBefore(latest)) {
                    return true;
                }
                latest = step.at();
            }
        }
        return false;
    }

    private void drawArrows(Kind kind, String label) {
        Lane<Instant> lane = timeline.lane(label);
        for (int i = 0; i < positions.size(); i++) {
            Step step = chronicle.steps().get(i);
            if (step.kind() == kind) {
                Instant reached = kind == Kind.CLOCK ? step.clock() : step.at();
                lane.arrow(Symbol.ADVANCE, positions.get(i), Chronicle.words(reached));
            }
        }
    }

    /** A snapshot and what is restored right after it are one mark. */
    private void drawRestarts() {
        for (int i = 0; i < positions.size(); i++) {
            Step step = chronicle.steps().get(i);
            if (step.kind() == Kind.RESTORE) {
                String words = (is(i - 1, Kind.SNAPSHOT) ? "snapshot, " : "") + step.words();
                timeline.lane("").mark(Symbol.RESTORE, positions.get(i), words);
            } else if (step.kind() == Kind.SNAPSHOT && !is(i + 1, Kind.RESTORE)) {
                timeline.lane("").mark(Symbol.RESTORE, positions.get(i), step.words());
            }
        }
    }

    private void drawOutput() {
        chronicle
                .emissions()
                .forEach(
                        emission -> {
                            boolean wrong =
                                    found.filter(f -> f.wrong().contains(emission)).isPresent();
                            timeline.lane(emission.lane())
                                    .mark(
                                            wrong ? Symbol.WRONG : Symbol.EVENT,
                                            positions.get(emission.step()),
                                            emission.words());
                        });
        found.filter(f -> f.out().isEmpty())
                .ifPresent(f -> timeline.lane(f.lane()).mark(Symbol.NOTHING, now(), "nothing"));
        chronicle
                .expectations()
                .forEach(
                        expectation ->
                                expectedIn(expectation.lane())
                                        .mark(
                                                Symbol.EXPECTED,
                                                positions.get(expectation.step()),
                                                expectation.words()));
        found.filter(f -> f.expected().isEmpty())
                .ifPresent(f -> expectedIn(f.lane()).mark(Symbol.NOTHING, now(), "nothing"));
    }

    private Lane<Instant> expectedIn(String output) {
        return timeline.lane(output.equals(Chronicle.OUT) ? "expected" : "expected " + output);
    }

    private boolean happened(Kind kind) {
        return chronicle.steps().stream().anyMatch(step -> step.kind() == kind);
    }

    private boolean is(int step, Kind kind) {
        return step >= 0
                && step < chronicle.steps().size()
                && chronicle.steps().get(step).kind() == kind;
    }

    private Instant now() {
        return positions.get(positions.size() - 1);
    }
}
