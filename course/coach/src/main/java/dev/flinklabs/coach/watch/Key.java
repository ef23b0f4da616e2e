package dev.flinklabs.coach.watch;

import java.util.ArrayList;
import java.util.List;

/** What a student may press. */
enum Key {
    HINT,
    NEXT,
    LIST,
    RERUN,
    RESET,
    HELP,
    QUIT,
    YES,
    MORE,
    /** Draws the screen afresh; means nothing to the lab. */
    REDRAW,
    /** Any other, Escape for one: leads back to the verdict. */
    BACK;

    private static final char CONTROL_D = 4;
    private static final char CONTROL_L = 12;
    private static final char ESCAPE = 27;

    /**
     * The keys in what was read from the terminal at once. Keys with a sequence of their own, such
     * as arrows, mean nothing, and are none.
     */
    static List<Key> in(byte[] read, int length) {
        if (length > 1 && read[0] == ESCAPE) {
            return List.of();
        }
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            keys.add(of((char) (read[i] & 0xFF)));
        }
        return keys;
    }

    private static Key of(char pressed) {
        return switch (pressed) {
            case 'h', 'H' -> HINT;
            case 'n', 'N' -> NEXT;
            case 'l', 'L' -> LIST;
            case 'r', 'R' -> RERUN;
            case 'x', 'X' -> RESET;
            case '?' -> HELP;
            case 'q', 'Q', CONTROL_D -> QUIT;
            case 'y', 'Y' -> YES;
            case ' ' -> MORE;
            case CONTROL_L -> REDRAW;
            default -> BACK;
        };
    }
}
