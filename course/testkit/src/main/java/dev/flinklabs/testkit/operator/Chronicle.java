package dev.flinklabs.testkit.operator;

import dev.flinklabs.testkit.timeline.Day;
import dev.flinklabs.testkit.timeline.Timeline;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What went into an operator and what came out of it, step by step, and what was expected. */
final class Chronicle {

    static final String OUT = "out";

    enum Kind {
        EVENT,
        WATERMARK,
        CLOCK,
        SNAPSHOT,
        RESTORE
    }

    /**
     * One thing that was done to the operator.
     *
     * @param lane of an event: its input's name; else empty
     * @param at the event's time, or the watermark; null if it has none
     * @param watermark the operator's watermark before the step; null before the first
     * @param clock the time on the clock
     * @param words what it was, such as {@code created o-1}
     */
    record Step(
            Kind kind, String lane, Instant at, Instant watermark, Instant clock, String words) {

        /** The step as the beginning of a sentence about what followed. */
        String when() {
            return switch (kind) {
                case EVENT -> "After " + told();
                case WATERMARK -> "At " + watermarkTold();
                case CLOCK -> "At " + Chronicle.words(clock) + " on the clock";
                case SNAPSHOT -> "After the snapshot";
                case RESTORE -> "After the restore";
            };
        }

        /** The step as the end of a sentence about what failed. */
        String doing() {
            return switch (kind) {
                case EVENT -> "while it processed " + told();
                case WATERMARK -> "at " + watermarkTold();
                case CLOCK -> "at " + Chronicle.words(clock) + " on the clock";
                case SNAPSHOT -> "while a snapshot was taken";
                case RESTORE -> "while it was restored";
            };
        }

        private String told() {
            return at == null ? words : words + " (" + Chronicle.words(at) + ")";
        }

        private String watermarkTold() {
            return at.isBefore(Timeline.END_OF_INPUT)
                    ? "watermark " + Chronicle.words(at)
                    : "the end of input";
        }
    }

    /**
     * @param number tells two of the same value apart
     * @param step the number of the step in which it came out
     * @param lane {@link #OUT}, or the side output's id
     */
    record Emission(int number, int step, String lane, Object value, String words) {}

    /**
     * @param step the number of the step after which it was looked for
     * @param lane {@link #OUT}, or the side output's id
     */
    record Expectation(int step, String lane, String words) {}

    private final List<String> inputs;
    private final List<Step> steps = new ArrayList<>();
    private final List<Emission> emissions = new ArrayList<>();
    private final List<Expectation> expectations = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    Chronicle(List<String> inputs) {
        this.inputs = inputs;
    }

    /** A time in words; without its date if it lies on the stories' day. */
    static String words(Instant time) {
        boolean onDay = time.atOffset(ZoneOffset.UTC).toLocalDate().equals(Day.DATE);
        return onDay || !time.isBefore(Timeline.END_OF_INPUT)
                ? Timeline.time(time)
                : time.atOffset(ZoneOffset.UTC).toLocalDate() + " " + Timeline.time(time);
    }

    void add(Step step) {
        steps.add(step);
    }

    void emitted(String lane, Object value, String words) {
        emissions.add(new Emission(emissions.size(), steps.size() - 1, lane, value, words));
    }

    void expected(String lane, String words) {
        expectations.add(new Expectation(steps.size() - 1, lane, words));
    }

    /** What came out in that lane since this was last asked. */
    List<Emission> newIn(String lane) {
        List<Emission> all = emissions.stream().filter(e -> e.lane.equals(lane)).toList();
        List<Emission> fresh = all.subList(seen.getOrDefault(lane, 0), all.size());
        seen.put(lane, all.size());
        return fresh;
    }

    /** The last step, as the beginning of a sentence. */
    String now() {
        return last().when();
    }

    /** What came out, and when if that was not in the last step. */
    String told(Emission emission) {
        Step step = steps.get(emission.step);
        return step == last()
                ? emission.words
                : emission.words + " (" + step.when().replaceFirst("^A", "a") + ")";
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    List<String> inputs() {
        return inputs;
    }

    List<Step> steps() {
        return steps;
    }

    List<Emission> emissions() {
        return emissions;
    }

    List<Expectation> expectations() {
        return expectations;
    }
}
