package dev.flinklabs.testkit.operator;

import dev.flinklabs.testkit.operator.Chronicle.Emission;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How what came out of one output differs from what was due, in whatever order.
 *
 * @param absent what was due and did not come out
 * @param wrong what came out and was not due, or came out too often
 */
record OutputDifference<X>(
        String lane, List<X> expected, List<X> absent, List<Emission> out, List<Emission> wrong) {

    private static final int TOLD = 3;

    static <X> OutputDifference<X> between(String lane, List<X> expected, List<Emission> out) {
        List<X> absent = new ArrayList<>(expected);
        List<Emission> wrong = new ArrayList<>();
        for (Emission emission : out) {
            if (!absent.remove(emission.value())) {
                wrong.add(emission);
            }
        }
        return new OutputDifference<>(lane, expected, absent, out, wrong);
    }

    boolean isNone() {
        return absent.isEmpty() && wrong.isEmpty();
    }

    List<Object> values() {
        List<Object> values = new ArrayList<>();
        out.forEach(emission -> values.add(emission.value()));
        return values;
    }

    /** The difference in sentences. */
    List<String> facts(Chronicle chronicle, Function<X, String> words) {
        String where = lane.equals(Chronicle.OUT) ? "" : " in the side output " + lane;
        String now = chronicle.now();
        if (expected.isEmpty()) {
            return List.of(
                    now + " nothing was due" + where + ".",
                    "This came out: " + some(wrong, chronicle::told) + ".");
        }
        if (out.isEmpty()) {
            return List.of(
                    now + " this was due" + where + ": " + some(absent, words) + ".",
                    "Nothing came out.");
        }
        List<String> facts = new ArrayList<>();
        if (!absent.isEmpty()) {
            facts.add(
                    "%s this was due%s and had not come out: %s."
                            .formatted(now, where, some(absent, words)));
        }
        for (X value : new LinkedHashSet<>(expected)) {
            long times = values().stream().filter(other -> Objects.equals(value, other)).count();
            int due = Collections.frequency(expected, value);
            if (times > due) {
                facts.add(
                        "%s%s had come out %s times%s; it was due %s."
                                .formatted(
                                        facts.isEmpty() ? now + " " : "",
                                        words.apply(value),
                                        times,
                                        where,
                                        due == 1 ? "once" : due + " times"));
            }
        }
        List<Emission> strange = wrong.stream().filter(e -> !expected.contains(e.value())).toList();
        if (!strange.isEmpty()) {
            facts.add(
                    "%s had come out%s and was not due: %s."
                            .formatted(
                                    facts.isEmpty() ? now + " this" : "This",
                                    where,
                                    some(strange, chronicle::told)));
        }
        return facts;
    }

    private static <T> String some(List<T> all, Function<T, String> words) {
        String some = all.stream().limit(TOLD).map(words).collect(Collectors.joining("; "));
        return all.size() <= TOLD ? some : some + " and " + (all.size() - TOLD) + " more";
    }
}
