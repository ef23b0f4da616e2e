package dev.flinklabs.coach.report;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person reads after a check. At most 80 columns wide, but for what a test's own message
 * brings.
 */
public final class TerminalReport {

    private static final int WIDTH = 80;
    private static final String GAP = "     ";

    /** So many failures are shown whole; of further ones the name. The report file has them all. */
    private static final int WHOLE_FAILURES = 6;

    private static final int MOST_LINES = 60;
    private static final Pattern RULE = Pattern.compile("(?m)^Rule (\\d{1,3}):");

    private final Screen screen;
    private final LabPaths paths;

    public TerminalReport(Screen screen, LabPaths paths) {
        this.screen = screen;
        this.paths = paths;
    }

    /** One line for a lab that is green or not done, its failures for one that is red. */
    public String brief(Grade grade) {
        boolean oneLine =
                grade.defect().isEmpty()
                        && (grade.isGreen() || grade.verdict().outcome() == Outcome.NOT_DONE);
        return oneLine ? headline(grade) + "\n" : whole(grade);
    }

    /** The lab with its failures, or with what there is to do. */
    public String whole(Grade grade) {
        return headline(grade) + "\n" + String.join("", details(grade));
    }

    /**
     * What {@link #whole} says below its first line, the most important first: the failures one by
     * one, or what there is to do. Where one begins with an empty line, that keeps it apart.
     */
    public List<String> details(Grade grade) {
        if (!grade.defect().isEmpty()) {
            return List.of(
                    "\n"
                            + indented(grade.defect())
                            + "  This is a fault of the course, not of your solution.\n");
        }
        List<String> details = new ArrayList<>();
        switch (grade.verdict().outcome()) {
            case PASSED -> {}
            case FAILED -> {
                failures(grade, details);
                if (grade.count(Outcome.NOT_DONE) > 0) {
                    details.add("\n" + notDone(grade));
                }
            }
            case NOT_DONE ->
                    details.add(
                            grade.count(Outcome.NOT_DONE) == grade.verdict().tests().size()
                                    ? "\n" + wholeLabToDo(grade)
                                    : "\n" + notDone(grade));
            case BROKEN -> {
                details.add("\n" + indented(grade.verdict().reason()));
                failures(grade, details);
            }
            case NOT_RUN -> details.add("\n" + indented(grade.verdict().reason()));
        }
        return details;
    }

    /**
     * What a student does after a green lab.
     *
     * @param discussion its path as it is shown; empty where the course came without solutions
     */
    public String whatComesNext(Optional<String> discussion, Optional<Lab> next) {
        return discussion.map(path -> "  Read    " + path + "\n").orElse("")
                + next.map(
                                lab ->
                                        "  Next    %s %s: %s\n"
                                                .formatted(lab.id(), lab.title(), paths.page(lab)))
                        .orElse("  Every lab is green.\n");
    }

    /** How many of several labs are green, red and so on, and how long it took. */
    public String summary(List<Grade> grades, Duration time) {
        StringBuilder text = new StringBuilder("%d labs:".formatted(grades.size()));
        long defects = grades.stream().filter(grade -> !grade.defect().isEmpty()).count();
        String separator = " ";
        for (Outcome outcome : Outcome.values()) {
            long count =
                    grades.stream()
                            .filter(
                                    grade ->
                                            grade.defect().isEmpty()
                                                    && grade.verdict().outcome() == outcome)
                            .count();
            if (count > 0) {
                text.append(separator).append(count).append(' ').append(word(outcome));
                separator = ", ";
            }
        }
        if (defects > 0) {
            text.append(separator).append(defects).append(" with a fault of the course");
        }
        return text.append(GAP).append(seconds(time)).append('\n').toString();
    }

    /** The lab, how many of its tests pass, and how long it took; without an end of line. */
    public String headline(Grade grade) {
        String name = screen.bold(grade.lab().id() + " " + grade.lab().title());
        String time = grade.verdict().time().isZero() ? "" : GAP + seconds(grade.verdict().time());
        String tests = grade.count(Outcome.PASSED) + " of " + grade.lab().tests();
        if (!grade.defect().isEmpty()) {
            return screen.yellow("✘ ") + name + GAP + "the course is broken" + time;
        }
        return switch (grade.verdict().outcome()) {
            case PASSED -> screen.green("✔ ") + name + GAP + tests + time;
            case FAILED -> name + GAP + tests + time;
            case NOT_DONE -> screen.yellow("○ ") + name + GAP + tests + GAP + "not done yet" + time;
            case BROKEN -> screen.red("✘ ") + name + GAP + "broken" + time;
            case NOT_RUN -> screen.yellow("○ ") + name + GAP + "not run" + time;
        };
    }

    private void failures(Grade grade, List<String> details) {
        Map<String, List<TestVerdict>> failures = new LinkedHashMap<>();
        grade.verdict().tests().stream()
                .filter(
                        test ->
                                test.outcome() == Outcome.FAILED
                                        || test.outcome() == Outcome.BROKEN)
                .sorted(Comparator.comparingInt(test -> rule(test.message())))
                .forEach(
                        test ->
                                failures.computeIfAbsent(said(grade, test), m -> new ArrayList<>())
                                        .add(test));
        int shown = 0;
        for (Map.Entry<String, List<TestVerdict>> failure : failures.entrySet()) {
            // Those that are told by name alone stand close together.
            StringBuilder text = new StringBuilder(shown <= WHOLE_FAILURES ? "\n" : "");
            for (TestVerdict test : failure.getValue()) {
                text.append(screen.red("✘ ")).append(screen.bold(test.display())).append('\n');
            }
            if (shown < WHOLE_FAILURES) {
                text.append(failure.getKey());
            }
            details.add(text.toString());
            shown++;
        }
    }

    /** The number of the rule that a failure names; 0 when it names none, which is told first. */
    private static int rule(String message) {
        Matcher rule = RULE.matcher(message);
        return rule.find() ? Integer.parseInt(rule.group(1)) : 0;
    }

    /** What a failure says; nothing, where the lab's reason has said it already. */
    private static String said(Grade grade, TestVerdict test) {
        boolean again =
                !grade.verdict().reason().isEmpty()
                        && test.message().equals(grade.verdict().reason());
        return again ? "" : indented(withWhere(shortened(test.message()), test.where()));
    }

    private String notDone(Grade grade) {
        StringBuilder text = new StringBuilder();
        for (TestVerdict test : grade.verdict().tests()) {
            if (test.outcome() == Outcome.NOT_DONE) {
                text.append(screen.yellow("○ ")).append(test.display()).append('\n');
            }
        }
        return text.append('\n').append(messages(grade)).toString();
    }

    private String wholeLabToDo(Grade grade) {
        StringBuilder text = new StringBuilder(messages(grade));
        text.append("  What its tests will hold you to:\n\n");
        for (TestVerdict test : grade.verdict().tests()) {
            text.append("  ").append(screen.yellow("○ ")).append(test.display()).append('\n');
        }
        return text.append('\n').append(paths.steps(grade.lab())).append('\n').toString();
    }

    /** What the tests that are not done say, each thing once. */
    private static String messages(Grade grade) {
        return grade.verdict().tests().stream()
                .filter(test -> test.outcome() == Outcome.NOT_DONE)
                .map(TestVerdict::message)
                .distinct()
                .limit(WHOLE_FAILURES)
                .map(message -> indented(shortened(message)))
                .collect(Collectors.joining());
    }

    /**
     * The message with the student's line at the end of its first paragraph, right-aligned; below
     * it when there is no room.
     */
    private static String withWhere(String message, String where) {
        if (where.isEmpty() || message.contains(where)) {
            return message;
        }
        List<String> lines = new ArrayList<>(message.lines().toList());
        int blank = (int) lines.stream().takeWhile(line -> !line.isBlank()).count();
        int room = WIDTH - 2 - where.length();
        if (blank > 0 && lines.get(blank - 1).length() + 2 <= room) {
            String last = lines.get(blank - 1);
            lines.set(blank - 1, last + " ".repeat(room - last.length()) + where);
        } else {
            lines.add(blank, " ".repeat(Math.max(0, room)) + where);
        }
        return String.join("\n", lines);
    }

    private static String shortened(String message) {
        List<String> lines = message.strip().lines().toList();
        return lines.size() <= MOST_LINES
                ? String.join("\n", lines)
                : String.join("\n", lines.subList(0, MOST_LINES))
                        + "\n… the rest is in the report.";
    }

    private static String indented(String text) {
        StringBuilder indented = new StringBuilder();
        text.lines()
                .forEach(line -> indented.append(line.isBlank() ? "" : "  " + line).append('\n'));
        return indented.toString();
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "green";
            case FAILED -> "red";
            case NOT_DONE -> "not done";
            case BROKEN -> "broken";
            case NOT_RUN -> "not run";
        };
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
