package dev.flinklabs.testkit.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One lane of a {@link Timeline}: marks at positions, each a symbol and a short text.
 *
 * @param <P> what a position is
 */
public final class Lane<P> {

    /** More lines of marks than this are not drawn: what is left over is counted. */
    static final int MOST_LINES = 4;

    private static final int BESIDE_A_TEXT = 2;
    private static final int BESIDE_A_SYMBOL = 1;

    /** The number tells two marks apart that look the same. */
    private record Mark<P>(int number, Symbol symbol, P at, String text, boolean arrow) {}

    private record Placed<P>(Mark<P> mark, int column, Canvas.Place place) {}

    private final Axis<P> axis;
    private final List<Mark<P>> marks = new ArrayList<>();

    Lane(Axis<P> axis) {
        this.axis = axis;
    }

    /**
     * Adds a mark.
     *
     * @param text drawn beside the symbol, on one line; empty for the symbol alone
     */
    public Lane<P> mark(Symbol symbol, P at, String text) {
        return add(symbol, at, text, false);
    }

    /** Adds a mark to which a line is drawn, from the arrow before it or from the left edge. */
    public Lane<P> arrow(Symbol symbol, P at, String text) {
        return add(symbol, at, text, true);
    }

    private Lane<P> add(Symbol symbol, P at, String text, boolean arrow) {
        axis.check(Objects.requireNonNull(at, "a mark needs a position"));
        marks.add(new Mark<>(marks.size(), symbol, at, Text.onOneLine(text), arrow));
        return this;
    }

    List<P> positions() {
        return marks.stream().map(Mark::at).toList();
    }

    /** The widest mark at a position, in columns. */
    int widthAt(P position) {
        return marks.stream()
                .filter(mark -> mark.at.equals(position))
                .mapToInt(mark -> Text.width(label(mark)))
                .max()
                .orElse(0);
    }

    /** The positions of its marks, those nearest to the rank first. */
    List<P> nearest(int rank, Map<P, Integer> ranks) {
        return marks.stream().sorted(byNearness(rank, ranks)).map(Mark::at).toList();
    }

    /**
     * Draws the lane.
     *
     * @param columns of the positions that are drawn; marks elsewhere are counted
     * @param ranks of all positions, for order
     * @param names of all positions
     * @param focus the rank near which marks are kept when not all can be drawn
     */
    List<String> draw(
            Map<P, Integer> columns,
            Map<P, Integer> ranks,
            List<String> names,
            int focus,
            int width) {
        List<Mark<P>> candidates =
                marks.stream()
                        .filter(mark -> columns.containsKey(mark.at))
                        .sorted(byNearness(focus, ranks))
                        .toList();
        int told = 0;
        while (told < candidates.size()
                && place(candidates.subList(0, told + 1), columns, new Canvas(width, MOST_LINES))
                        .isPresent()) {
            told++;
        }
        Canvas canvas = new Canvas(width, MOST_LINES);
        List<Placed<P>> drawn =
                new ArrayList<>(place(candidates.subList(0, told), columns, canvas).orElseThrow());
        for (Mark<P> mark : candidates.subList(told, candidates.size())) {
            int column = columns.get(mark.at);
            canvas.write(column, mark.symbol.toString(), BESIDE_A_SYMBOL)
                    .ifPresent(place -> drawn.add(new Placed<>(mark, column, place)));
        }
        connect(drawn.stream().filter(placed -> placed.mark.arrow).sorted(byColumn()), canvas);

        List<String> lines = new ArrayList<>(canvas.drawn());
        List<Mark<P>> left = new ArrayList<>(marks);
        left.removeAll(drawn.stream().map(Placed::mark).toList());
        if (!left.isEmpty()) {
            String count = "… " + left.size() + " more, " + range(left, ranks, names);
            lines.add(Text.cut(count, width));
        }
        return lines.isEmpty() ? List.of("") : lines;
    }

    /**
     * Places all of them with their texts, from left to right; empty if there is no room for all.
     */
    private Optional<List<Placed<P>>> place(
            List<Mark<P>> shown, Map<P, Integer> columns, Canvas canvas) {
        List<Placed<P>> placed = new ArrayList<>();
        Comparator<Mark<P>> leftToRight = Comparator.comparing(mark -> columns.get(mark.at));
        for (Mark<P> mark : shown.stream().sorted(leftToRight).toList()) {
            int column = columns.get(mark.at);
            Optional<Canvas.Place> place = place(mark, column, canvas);
            if (place.isEmpty()) {
                return Optional.empty();
            }
            placed.add(new Placed<>(mark, column, place.get()));
        }
        return Optional.of(placed);
    }

    private Optional<Canvas.Place> place(Mark<P> mark, int column, Canvas canvas) {
        int text = Text.width(mark.text);
        int roomRight = canvas.width() - column - 2;
        int roomLeft = column - 1;
        if (text <= roomRight || (text > roomLeft && roomRight >= roomLeft)) {
            return canvas.write(column, label(mark, Text.cut(mark.text, roomRight)), BESIDE_A_TEXT);
        }
        String cut = Text.cut(mark.text, roomLeft);
        return canvas.write(column - 1 - Text.width(cut), cut + " " + mark.symbol, BESIDE_A_TEXT);
    }

    private void connect(Stream<Placed<P>> arrows, Canvas canvas) {
        Placed<P> before = null;
        for (Placed<P> arrow : arrows.toList()) {
            int from = 0;
            if (before != null) {
                boolean sameLine = before.place.line() == arrow.place.line();
                from = sameLine ? before.place.end() + 1 : before.column;
            }
            boolean textIsLeft = arrow.place.start() < arrow.column;
            int to = textIsLeft ? arrow.place.start() - 1 : arrow.place.start();
            canvas.dash(arrow.place.line(), from, to);
            before = arrow;
        }
    }

    private String range(List<Mark<P>> left, Map<P, Integer> ranks, List<String> names) {
        List<Integer> leftRanks = left.stream().map(mark -> ranks.get(mark.at)).sorted().toList();
        String first = names.get(leftRanks.get(0));
        String last = names.get(leftRanks.get(leftRanks.size() - 1));
        return first.equals(last) ? "at " + first : first + " to " + last;
    }

    private Comparator<Mark<P>> byNearness(int rank, Map<P, Integer> ranks) {
        return Comparator.comparing(mark -> Math.abs(ranks.get(mark.at) - rank));
    }

    private Comparator<Placed<P>> byColumn() {
        return Comparator.comparing(Placed::column);
    }

    private static String label(Mark<?> mark) {
        return label(mark, mark.text);
    }

    private static String label(Mark<?> mark, String text) {
        return text.isEmpty() ? mark.symbol.toString() : mark.symbol + " " + text;
    }
}
