package dev.flinklabs.testkit.story;

import dev.flinklabs.testkit.failure.Finding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds what came out against the rows that a rule asks for. Rows are written as SQL writes them in
 * {@code VALUES}: {@code ('o-1', NULL, 4998)}. A number stands without quotes, a line that was
 * printed is a text: {@code ('+I[o-1, 4998]')}.
 */
public final class OutputCheck {

    private static final int ROWS_SHOWN = 2;
    private static final int LINE = 76;

    /** Parentheses stand around it, and within it only in texts. */
    private static final Pattern ROW = Pattern.compile("\\((?:[^()']|'[^']*+')*+\\)");

    private final Finding finding = new Finding();
    private final List<String> moments;
    private final Function<List<String>, String> picture;
    private List<String> looked;
    private List<Output.Item> items;
    private Set<String> columns;
    private String common;

    /**
     * @param moments of the story, in their order
     * @param picture of some of the moments, the first ones
     */
    OutputCheck(
            List<Output.Item> items, List<String> moments, Function<List<String>, String> picture) {
        this.items = items;
        this.moments = moments;
        this.looked = moments;
        this.picture = picture;
    }

    /** Looks only at rows whose column has one of these values; compared as they are written. */
    public OutputCheck where(String column, Object... values) {
        Set<String> wanted = new HashSet<>(Arrays.stream(values).map(Literal::of).toList());
        items =
                items.stream()
                        .filter(i -> wanted.contains(Literal.of(i.fields().get(column))))
                        .toList();
        return this;
    }

    /** Looks only at rows whose column is a text with this in it. */
    public OutputCheck whereContains(String column, String part) {
        items =
                items.stream()
                        .filter(i -> String.valueOf(i.fields().get(column)).contains(part))
                        .toList();
        return this;
    }

    /**
     * Looks only at rows that had been seen when this moment of the story was over, and shows no
     * later one.
     *
     * @throws IllegalArgumentException when the story has no such moment
     */
    public OutputCheck by(String moment) {
        int last = moments.indexOf(moment);
        if (last < 0) {
            throw new IllegalArgumentException(
                    "The story has no moment '%s': they are %s.".formatted(moment, moments));
        }
        looked = moments.subList(0, last + 1);
        items = items.stream().filter(i -> looked.contains(i.moment())).toList();
        return this;
    }

    /** All rows have to have the same value in this column, whichever it is. */
    public OutputCheck allOfOne(String column) {
        common = column;
        return this;
    }

    /** Looks only at these columns; all of them, if this is not said. */
    public OutputCheck columns(String... names) {
        columns = Set.of(names);
        return this;
    }

    /** What the case is about, in one line and the lab's words. */
    public OutputCheck given(String fact) {
        finding.fact(fact);
        return this;
    }

    /** The rule of the page that this holds the student to. */
    public OutputCheck rule(int number, String words) {
        finding.rule(number, words);
        return this;
    }

    /** One question that points at the usual cause. */
    public OutputCheck question(String question) {
        finding.question(question);
        return this;
    }

    /**
     * Exactly these rows, in any order; none, if none is named.
     *
     * @param expected one row an argument: {@code are("('o-1', 2)", "('o-2', NULL)")}
     * @throws IllegalArgumentException when an argument is not one row
     */
    public void are(String... expected) {
        check(rows(expected), false);
    }

    /**
     * Exactly these rows, in this order.
     *
     * @param expected one row an argument, as in {@link #are}
     * @throws IllegalArgumentException when an argument is not one row
     */
    public void areInOrder(String... expected) {
        check(rows(expected), true);
    }

    private static List<String> rows(String... expected) {
        for (String row : expected) {
            if (!ROW.matcher(row).matches()) {
                throw new IllegalArgumentException(
                        "%s is not one row. Each argument is one, as in VALUES: are(\"('o-1', 2)\", \"('o-2', NULL)\")."
                                .formatted(row));
            }
        }
        return List.of(expected);
    }

    private void check(List<String> expected, boolean inOrder) {
        List<String> actual = items.stream().map(this::text).toList();
        List<String> missing = without(expected, actual);
        List<String> unexpected = without(actual, expected);
        List<String> values = commonValues();
        boolean complete = missing.isEmpty() && unexpected.isEmpty();
        if (complete && values.size() <= 1 && (!inOrder || actual.equals(expected))) {
            return;
        }
        if (actual.isEmpty()) {
            finding.fact("Nothing of it came out. Expected:" + shown(expected));
        } else if (values.size() > 1) {
            finding.fact(
                    "The %s is %s; one was due for all."
                            .formatted(common, String.join(", then ", values)));
        } else if (complete) {
            finding.fact("The order is:" + shown(actual));
        } else {
            if (!missing.isEmpty()) {
                finding.fact("Missing:" + shown(missing));
            }
            if (!unexpected.isEmpty()) {
                finding.fact(surplus(missing, unexpected, expected) + shown(unexpected));
            }
        }
        throw finding.picture(picture.apply(looked)).failure(expected, actual);
    }

    private static String surplus(
            List<String> missing, List<String> unexpected, List<String> expected) {
        if (!missing.isEmpty()) {
            return "Came out instead:";
        }
        return expected.containsAll(unexpected) ? "Came out once too often:" : "Came out besides:";
    }

    private List<String> commonValues() {
        return common == null
                ? List.of()
                : items.stream().map(i -> Literal.of(i.fields().get(common))).distinct().toList();
    }

    private String text(Output.Item item) {
        return Literal.row(
                item.fields().entrySet().stream()
                        .filter(f -> columns == null || columns.contains(f.getKey()))
                        .map(Map.Entry::getValue)
                        .toList());
    }

    private static List<String> without(List<String> rows, List<String> taken) {
        List<String> left = new ArrayList<>(rows);
        taken.forEach(left::remove);
        return left;
    }

    private static String shown(List<String> rows) {
        String more =
                rows.size() > ROWS_SHOWN ? "and %s more".formatted(rows.size() - ROWS_SHOWN) : "";
        List<String> parts =
                Stream.concat(rows.stream().limit(ROWS_SHOWN), Stream.of(more))
                        .filter(part -> !part.isEmpty())
                        .toList();
        String inline = " " + String.join(", ", parts);
        return inline.length() <= LINE - "Came out instead:".length()
                ? inline
                : "\n  " + String.join("\n  ", parts);
    }
}
