package dev.flinklabs.testkit.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A few lines of one width on which texts are placed so that none touches another. */
final class Canvas {

    /** Where a text has come to lie: its line, its first column, and the column after its last. */
    record Place(int line, int start, int end) {}

    private final int width;
    private final int most;
    private final List<int[]> lines = new ArrayList<>();
    private final List<boolean[]> taken = new ArrayList<>();

    /** A canvas of so many columns and at most so many lines. */
    Canvas(int width, int most) {
        this.width = width;
        this.most = most;
    }

    int width() {
        return width;
    }

    /**
     * Writes the text there, on the first line that has room for it.
     *
     * @param space blanks that stay free beside the text
     * @return where it lies; empty if no line has room
     */
    Optional<Place> write(int start, String text, int space) {
        int end = start + Text.width(text);
        int line = 0;
        while (line < lines.size() && !isFree(line, start - space, end + space)) {
            line++;
        }
        if (line == most) {
            return Optional.empty();
        }
        if (line == lines.size()) {
            int[] blank = new int[width];
            Arrays.fill(blank, ' ');
            lines.add(blank);
            taken.add(new boolean[width]);
        }
        int[] codePoints = text.codePoints().toArray();
        System.arraycopy(codePoints, 0, lines.get(line), start, codePoints.length);
        Arrays.fill(taken.get(line), start, end, true);
        return Optional.of(new Place(line, start, end));
    }

    /** Draws a line from one column up to another, leaving out what is taken. */
    void dash(int line, int from, int to) {
        for (int column = from; column < to; column++) {
            if (!taken.get(line)[column]) {
                lines.get(line)[column] = '─';
            }
        }
    }

    List<String> drawn() {
        return lines.stream()
                .map(line -> new String(line, 0, line.length).stripTrailing())
                .toList();
    }

    private boolean isFree(int line, int from, int to) {
        for (int column = Math.max(0, from); column < Math.min(width, to); column++) {
            if (taken.get(line)[column]) {
                return false;
            }
        }
        return true;
    }
}
