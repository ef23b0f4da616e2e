package dev.flinklabs.testkit.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A picture of what came in and what went out, drawn with characters for a failing test.
 *
 * <pre>
 * event time  10:00       10:30                                 12:00:00.001
 * in          ● created o-1
 * watermark   ────────────▶ 10:30 ──────────────────────────────▶ 12:00:00.001
 * out                                                           · nothing
 * expected                                                      ▲ o-1, due 12:00
 * kept        1 timer, no state
 * </pre>
 *
 * <p>No line is wider than {@link #WIDTH}. Distances are true where there is room and never so
 * small that two positions share a column. Marks that would touch go to a further line of their
 * lane; a text that would run over the right edge moves to the left of its symbol, or is cut and
 * ends in an ellipsis.
 *
 * <p>Of hundreds of marks those near the position given by {@link #around} are drawn: every lane
 * has its share of at most {@value #MOST_POSITIONS} positions, and at most {@value Lane#MOST_LINES}
 * lines, on which marks lose their texts before they are left out. What is left out is counted at
 * the end of its lane: {@code … 212 more, 10:00 to 10:29}.
 *
 * @param <P> what a position is: a time, or the name of a moment
 */
public final class Timeline<P> {

    /** Columns of the widest line. Indented by two, as the coach prints it, it fits in eighty. */
    public static final int WIDTH = 78;

    /** The time of the last watermark of all, Flink's {@code MAX_WATERMARK}. */
    public static final Instant END_OF_INPUT = Instant.ofEpochMilli(Long.MAX_VALUE);

    private static final int MOST_POSITIONS = 20;
    private static final int MOST_AXIS_LINES = 2;
    private static final int BESIDE_A_NAME = 2;
    private static final int WIDEST_LABEL = 16;
    private static final int MOST_NOTE_LINES = 3;

    private final Axis<P> axis;
    private final Map<String, Lane<P>> lanes = new LinkedHashMap<>();
    private final Map<String, String> notes = new HashMap<>();
    private P focus;

    private Timeline(Axis<P> axis) {
        this.axis = axis;
    }

    /**
     * A time line over points of time, which are drawn in UTC and as precisely as each needs:
     * {@code 12:00}, {@code 12:00:30}, {@code 12:00:00.001}; with the date when there are several.
     *
     * @param label what kind of time it is, such as {@code event time}
     */
    public static Timeline<Instant> ofTimes(String label) {
        return new Timeline<>(new Axis.Times(label));
    }

    /** A time line over named moments, all different, in the order in which they happened. */
    public static Timeline<String> ofMoments(List<String> moments) {
        return new Timeline<>(Axis.Moments.of(moments));
    }

    /** How a time is written on a time line of one day, for texts that speak of the same time. */
    public static String time(Instant time) {
        return Axis.Times.name(time);
    }

    /** The text broken at blanks into lines no wider than {@link #WIDTH}. */
    public static List<String> wrapped(String text) {
        return Text.wrapped(text, WIDTH);
    }

    /**
     * The lane of that label. The first call adds it below the lanes and notes that are there.
     *
     * @param label empty for a lane that belongs to the one above it
     */
    public Lane<P> lane(String label) {
        return lanes.computeIfAbsent(label, l -> new Lane<>(axis));
    }

    /** Adds a lane of free text, which may be longer than one line. */
    public Timeline<P> note(String label, String text) {
        lane(label);
        notes.put(label, Text.onOneLine(text));
        return this;
    }

    /**
     * The position that matters most: what is near to it is drawn when not all can be. The last, if
     * not said.
     */
    public Timeline<P> around(P position) {
        axis.check(Objects.requireNonNull(position));
        focus = position;
        return this;
    }

    /**
     * The picture: lines without a line end after the last. The same marks give the same picture.
     */
    public String draw() {
        int labels = labelsWidth();
        int width = WIDTH - labels;

        Set<P> marked = new LinkedHashSet<>();
        lanes.values().forEach(lane -> marked.addAll(lane.positions()));
        if (focus != null) {
            marked.add(focus);
        }
        List<P> positions = axis.positions(marked);
        List<String> names = axis.names(positions);
        Map<P, Integer> ranks = new HashMap<>();
        positions.forEach(position -> ranks.put(position, ranks.size()));

        int center = focus == null ? positions.size() - 1 : ranks.get(focus);
        List<P> drawn = drawn(positions, ranks, center);
        Map<P, Integer> columns =
                drawn.isEmpty() ? Map.of() : Columns.of(axis, drawn, lastColumn(drawn, width));

        List<String> picture = new ArrayList<>();
        append(picture, axis.label(), labels, axisLines(columns, ranks, names, center, width));
        lanes.forEach(
                (label, lane) -> {
                    List<String> lines =
                            notes.containsKey(label)
                                    ? noteLines(notes.get(label), width)
                                    : lane.draw(columns, ranks, names, center, width);
                    append(picture, label, labels, lines);
                });
        return String.join("\n", picture);
    }

    /** The widest label, and two blanks. */
    private int labelsWidth() {
        int widest = Text.width(axis.label());
        for (String label : lanes.keySet()) {
            widest = Math.max(widest, Text.width(label));
        }
        return Math.min(WIDEST_LABEL, widest) + 2;
    }

    /** Leaves room at the right for the texts of the last position, if all names have theirs. */
    private int lastColumn(List<P> drawn, int width) {
        List<String> names = axis.names(drawn);
        int wanted = names.stream().mapToInt(name -> Text.width(name) + BESIDE_A_NAME).sum();
        int lastName = Text.width(names.get(names.size() - 1));
        int lastText = lastName;
        for (Lane<P> lane : lanes.values()) {
            lastText = Math.max(lastText, lane.widthAt(drawn.get(drawn.size() - 1)));
        }
        int leftOfText = width - Math.max(lastName, Math.min(lastText, width / 3));
        return wanted > width
                ? leftOfText
                : Math.max(leftOfText, wanted - lastName - BESIDE_A_NAME);
    }

    /**
     * The positions nearest to the rank; lane by lane in turn, so that a full one leaves room for
     * the others.
     */
    private List<P> drawn(List<P> positions, Map<P, Integer> ranks, int rank) {
        if (positions.size() <= MOST_POSITIONS) {
            return positions;
        }
        Set<P> chosen = new HashSet<>();
        chosen.add(positions.get(rank));
        List<Iterator<P>> turns = new ArrayList<>();
        lanes.values().forEach(lane -> turns.add(lane.nearest(rank, ranks).iterator()));
        while (chosen.size() < MOST_POSITIONS && turns.stream().anyMatch(Iterator::hasNext)) {
            for (Iterator<P> turn : turns) {
                if (turn.hasNext() && chosen.size() < MOST_POSITIONS) {
                    chosen.add(turn.next());
                }
            }
        }
        return positions.stream().filter(chosen::contains).toList();
    }

    private static <P> List<String> axisLines(
            Map<P, Integer> columns,
            Map<P, Integer> ranks,
            List<String> names,
            int center,
            int width) {
        Canvas canvas = new Canvas(width, MOST_AXIS_LINES);
        Comparator<P> byNearness = Comparator.comparing(p -> Math.abs(ranks.get(p) - center));
        for (P position : columns.keySet().stream().sorted(byNearness).toList()) {
            String name = names.get(ranks.get(position));
            canvas.write(
                    Math.min(columns.get(position), width - Text.width(name)), name, BESIDE_A_NAME);
        }
        return canvas.drawn();
    }

    private static List<String> noteLines(String text, int width) {
        List<String> lines = Text.wrapped(text, width);
        if (lines.size() <= MOST_NOTE_LINES) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, MOST_NOTE_LINES));
        first.set(MOST_NOTE_LINES - 1, Text.cut(first.get(MOST_NOTE_LINES - 1) + " …", width));
        return first;
    }

    private static void append(List<String> picture, String label, int labels, List<String> lines) {
        String beginning = Text.padded(Text.cut(Text.onOneLine(label), labels - 2), labels);
        for (String line : lines) {
            picture.add((beginning + line).stripTrailing());
            beginning = " ".repeat(labels);
        }
    }
}
