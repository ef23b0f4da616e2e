package dev.flinklabs.testkit.alerts;

import dev.flinklabs.testkit.failure.Finding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** Holds when alerts fire over a recording against what a rule of the page asks for. */
public final class AlertCheck {

    private static final int LABEL = 16;
    private static final int MINUTES_BETWEEN_VALUES = 5;
    private static final int COLUMNS_PER_MINUTE = 60 / Recording.SCRAPE_SECONDS;

    private record Stretch(boolean firing, int from, int to) {

        boolean has(int second) {
            return second >= from * 60 && second <= to * 60;
        }
    }

    private final Finding finding = new Finding();
    private final Recording recording;
    private final List<Firing> firings;
    private final List<Stretch> stretches = new ArrayList<>();

    AlertCheck(Recording recording, List<Firing> firings) {
        this.recording = recording;
        this.firings = firings;
    }

    /** What the case is about, in one line and the lab's words. */
    public AlertCheck given(String fact) {
        finding.fact(fact);
        return this;
    }

    /** The rule of the page that this holds the student to. */
    public AlertCheck rule(int number, String words) {
        finding.rule(number, words);
        return this;
    }

    /** One question that points at the usual cause. */
    public AlertCheck question(String question) {
        finding.question(question);
        return this;
    }

    /** The alerts have to be silent from one minute to another, both included. */
    public AlertCheck silent(int from, int to) {
        stretches.add(new Stretch(false, from, to));
        return this;
    }

    /** The alerts have to fire from one minute to another, both included. */
    public AlertCheck firing(int from, int to) {
        stretches.add(new Stretch(true, from, to));
        return this;
    }

    /** Holds it all; an alert never fires more than once at a time. */
    public void holds() {
        for (Firing firing : firings) {
            for (int second : Recording.moments()) {
                String defect = defect(firing, second);
                if (!defect.isEmpty()) {
                    finding.fact(defect).picture(picture(firing)).unless(false);
                }
            }
        }
    }

    /** Silence everywhere. */
    public void staySilent() {
        silent(0, Recording.MINUTES).holds();
    }

    private String defect(Firing firing, int second) {
        int count = firing.at(second);
        for (Stretch stretch : stretches) {
            if (stretch.has(second) && stretch.firing() != count > 0) {
                return stretch.firing()
                        ? "%s does not fire at minute %s. It has to fire %s."
                                .formatted(firing.alert(), minute(second), span(stretch))
                        : "%s fires at minute %s. It has to be silent %s."
                                .formatted(firing.alert(), minute(second), span(stretch));
            }
        }
        return count > 1
                ? "At minute %s more than one %s fires at a time."
                        .formatted(minute(second), firing.alert())
                : "";
    }

    private static String span(Stretch stretch) {
        return stretch.from() == stretch.to()
                ? "then"
                : "from minute %d to %d".formatted(stretch.from(), stretch.to());
    }

    private static String minute(int second) {
        return second % 60 == 0 ? "" + second / 60 : second / 60 + "½";
    }

    private String picture(Firing firing) {
        List<String> lines = new ArrayList<>();
        lines.add(values("minute", minute -> "" + minute));
        recording.told().forEach((label, valueAt) -> lines.add(values(label, valueAt::apply)));
        lines.add(bar(firing.alert(), second -> firing.at(second) > 0, second -> true));
        lines.add(
                bar(
                        "has to fire",
                        second -> stretches.stream().anyMatch(s -> s.firing() && s.has(second)),
                        second -> stretches.stream().anyMatch(s -> s.has(second))));
        return String.join("\n", lines);
    }

    private static String values(String label, IntFunction<String> valueAt) {
        StringBuilder line = new StringBuilder(padded(label, LABEL));
        for (int at = 0; at <= Recording.MINUTES; at += MINUTES_BETWEEN_VALUES) {
            line.append(padded(valueAt.apply(at), MINUTES_BETWEEN_VALUES * COLUMNS_PER_MINUTE));
        }
        return line.toString().stripTrailing();
    }

    /** A block where it fires, a dot where it is silent, a blank where nothing is said. */
    private static String bar(String label, IntPredicate fires, IntPredicate said) {
        StringBuilder line = new StringBuilder(padded(label, LABEL));
        for (int second : Recording.moments()) {
            line.append(!said.test(second) ? " " : fires.test(second) ? "█" : "·");
        }
        return line.toString().stripTrailing();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
