package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.hints.Hint;
import dev.flinklabs.coach.hints.Hints;

import java.util.List;

/** The hints of a lab, one after the other, and which of them were told. */
final class HintReport {

    private final Course course;

    HintReport(Course course) {
        this.course = course;
    }

    /** The first hint that was not told yet; after the last one, that again. */
    String next(Lab lab) {
        List<Hint> hints = Hints.of(course.root(), lab);
        int told = told(lab, hints);
        return told < hints.size()
                ? text(lab, hints, told + 1)
                : text(lab, hints, told)
                        + "\nThis was the last hint, and you had seen it. All of them: ./lab hint %s --again\n"
                                .formatted(lab.id());
    }

    /** What {@link #next} gives was told. */
    void remember(Lab lab) {
        List<Hint> hints = Hints.of(course.root(), lab);
        int told = told(lab, hints);
        if (told < hints.size()) {
            course.progress().recordHint(lab, told + 1);
        }
    }

    /** The hints that were told, and no new one. */
    String again(Lab lab) {
        List<Hint> hints = Hints.of(course.root(), lab);
        int told = told(lab, hints);
        if (told == 0) {
            return "You have seen no hint of lab %s yet. The first one: ./lab hint %s\n"
                    .formatted(lab.id(), lab.id());
        }
        StringBuilder all = new StringBuilder();
        for (int number = 1; number <= told; number++) {
            all.append(number == 1 ? "" : "\n").append(text(lab, hints, number));
        }
        return all.toString();
    }

    private int told(Lab lab, List<Hint> hints) {
        return Math.min(course.progress().state().hintsSeen(lab), hints.size());
    }

    private static String text(Lab lab, List<Hint> hints, int number) {
        Hint hint = hints.get(number - 1);
        return "%s %s: hint %d of %d, %s\n\n%s"
                .formatted(lab.id(), lab.title(), number, hints.size(), hint.title(), hint.text());
    }
}
