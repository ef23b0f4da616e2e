package dev.flinklabs.coach.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what somebody meant by a word that names nothing. */
public final class Nearest {

    private static final int MOST = 3;

    private Nearest() {}

    /**
     * Up to three of the candidates, nearest in single-letter edits first; those at the same
     * distance keep their order.
     */
    public static List<String> to(String word, Collection<String> candidates) {
        return candidates.stream()
                .sorted(Comparator.comparingInt(candidate -> edits(word, candidate)))
                .limit(MOST)
                .toList();
    }

    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
