package dev.flinklabs.testkit.timeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Where the positions of an axis lie: as far apart as they are, yet never on one column. */
final class Columns {

    /** What a name needs beside it, so that an arrow can be seen between two of them. */
    private static final int BESIDE_A_NAME = 4;

    private Columns() {}

    /**
     * A column for each position, ascending, the first 0 and the last no greater than {@code last}.
     *
     * <p>Gaps are proportional to distances, except that each is wide enough for the name at its
     * left, as long as all names fit; if not, all get what there is room for.
     */
    static <P> Map<P, Integer> of(Axis<P> axis, List<P> positions, int last) {
        int gaps = positions.size() - 1;
        int[] least = least(axis.names(positions), last);
        double[] distances = new double[Math.max(0, gaps)];
        for (int i = 0; i < gaps; i++) {
            distances[i] = axis.distance(positions.get(i), positions.get(i + 1));
        }
        double scale = scale(least, distances, last);
        Map<P, Integer> columns = new LinkedHashMap<>();
        double column = 0;
        for (int i = 0; i < positions.size(); i++) {
            columns.put(positions.get(i), (int) (column + 1e-6));
            if (i < gaps) {
                column += Math.max(least[i], distances[i] * scale);
            }
        }
        return columns;
    }

    /** First the blanks beside names are given up, then the widest gaps. */
    private static int[] least(List<String> names, int last) {
        for (int beside = BESIDE_A_NAME; beside >= 2; beside--) {
            int[] least = least(names, beside, Integer.MAX_VALUE);
            if (IntStream.of(least).sum() <= last) {
                return least;
            }
        }
        int most = last;
        while (most > 1 && IntStream.of(least(names, 2, most)).sum() > last) {
            most--;
        }
        return least(names, 2, most);
    }

    private static int[] least(List<String> names, int beside, int most) {
        return names.stream()
                .limit(names.size() - 1)
                .mapToInt(name -> Math.min(most, Text.width(name) + beside))
                .toArray();
    }

    private static double scale(int[] least, double[] distances, int last) {
        double low = 0;
        double high = 0;
        for (double distance : distances) {
            if (distance > 0) {
                high = Math.max(high, last / distance);
            }
        }
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            double sum = 0;
            for (int gap = 0; gap < least.length; gap++) {
                sum += Math.max(least[gap], distances[gap] * middle);
            }
            if (sum > last) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }
}
