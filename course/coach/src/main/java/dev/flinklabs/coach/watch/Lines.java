package dev.flinklabs.coach.watch;

import org.jline.utils.AttributedString;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Brings text to the width of a terminal, whatever a test's message holds: colours stay, other
 * control characters go, wide characters count twice.
 */
final class Lines {

    private static final int TAB = 8;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t\\u001b]]");
    private static final Pattern OTHER_SEQUENCE =
            Pattern.compile("\\u001b(?!\\[[0-9;]*m)(\\[[0-?]*[ -/]*[@-~]?)?");
    private static final Pattern COLUMNS = Pattern.compile("\\S {3,}\\S.* {3,}\\S|[─│╌▶]");
    private static final String MORE = "…";

    private final int width;
    private final boolean colours;

    /**
     * @param width in columns
     * @param colours whether colours are kept
     */
    Lines(int width, boolean colours) {
        this.width = width;
        this.colours = colours;
    }

    /** The text's lines; prose that is too wide goes on in the next line. */
    List<String> of(String text) {
        List<String> lines = new ArrayList<>();
        text.lines().map(Lines::styled).forEach(line -> add(line, lines));
        return lines;
    }

    /** One line, cut where it is too wide. */
    String cut(String text) {
        return shown(cut(styled(text)));
    }

    private void add(AttributedString line, List<String> lines) {
        if (line.columnLength() <= width) {
            lines.add(shown(line));
        } else if (COLUMNS.matcher(line).find()) {
            // A picture or a table: what stands below each other must stay there.
            lines.add(shown(cut(line)));
        } else {
            wrap(line, lines);
        }
    }

    private void wrap(AttributedString line, List<String> lines) {
        int indent = Math.min(indent(line), width / 2);
        String margin = " ".repeat(indent);
        AttributedString rest = line.substring(indent, line.length());
        // A character may take two columns, however narrow the terminal is.
        int room = Math.max(2, width - indent);
        while (rest.columnLength() > room) {
            AttributedString begin = begin(rest, room);
            lines.add((begin.columnLength() > room ? "" : margin) + shown(begin));
            int end = begin.length();
            boolean isBlank = end < rest.length() && rest.charAt(end) == ' ';
            rest = rest.substring(isBlank ? end + 1 : end, rest.length());
        }
        if (rest.length() > 0) {
            lines.add(margin + shown(rest));
        }
    }

    /** The words that fit; a part of one where even that does not fit. */
    private AttributedString begin(AttributedString line, int room) {
        AttributedString word = line.substring(0, firstBlank(line));
        if (word.columnLength() > room && word.columnLength() <= width) {
            // A path is worth more in one piece than its indent.
            return word;
        }
        int fits = line.columnSubSequence(0, room).length();
        int end = line.toString().lastIndexOf(' ', fits);
        return line.substring(0, end <= 0 ? fits : end);
    }

    private AttributedString cut(AttributedString line) {
        return line.columnLength() <= width
                ? line
                : AttributedString.join(
                        AttributedString.EMPTY,
                        line.columnSubSequence(0, width - 1),
                        new AttributedString(MORE));
    }

    private String shown(AttributedString line) {
        return colours ? line.toAnsi() : line.toString();
    }

    private static AttributedString styled(String line) {
        String harmless =
                OTHER_SEQUENCE.matcher(CONTROL.matcher(line).replaceAll(" ")).replaceAll("");
        return AttributedString.fromAnsi(harmless, TAB);
    }

    private static int indent(AttributedString line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    private static int firstBlank(AttributedString line) {
        int blank = line.toString().indexOf(' ');
        return blank < 0 ? line.length() : blank;
    }
}
