package dev.flinklabs.testkit.timeline;

import java.util.ArrayList;
import java.util.List;

/** Text measured in code points: one code point is one column. */
final class Text {

    private Text() {}

    static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text on one line: a line end, a tab or another control character becomes a blank. */
    static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString();
    }

    /** The text if it is no wider than that, else its beginning with … as the last character. */
    static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        return width <= 0 ? "" : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** The text broken at blanks into lines no wider than that. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text.stripTrailing();
        while (width(rest) > width) {
            int limit = rest.offsetByCodePoints(0, width);
            int blank = rest.lastIndexOf(' ', limit);
            int end = rest.substring(0, Math.max(0, blank)).isBlank() ? limit : blank;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
