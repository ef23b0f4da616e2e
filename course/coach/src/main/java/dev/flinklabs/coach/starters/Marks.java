package dev.flinklabs.coach.starters;

import dev.flinklabs.coach.trouble.Trouble;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One text of a reference solution, read by its marks.
 *
 * <p>Where something is left out, blank lines close up: one remains where the text had some on both
 * sides, none at the edge of a block or of the file.
 */
final class Marks {

    private enum Kind {
        /** In the starter as it is. */
        GIVEN,
        /** A line of a marked region. */
        SOLUTION,
        /** What stands in the starter in place of a region. */
        STUB,
        /** A line outside a region that ends in the mark, an import most often. */
        SINGLE,
        /** Where a region begins or ends. */
        EDGE
    }

    private record Line(Kind kind, String text) {}

    private final Language language;
    private final List<Line> lines;

    private Marks(Language language, List<Line> lines) {
        this.language = language;
        this.lines = lines;
    }

    /**
     * @param name what the file is called in a message
     * @throws Trouble when a mark is stray, nested, unclosed or misspelt; the message names file
     *     and line
     */
    static Marks read(String name, String text, Language language) {
        String comment = "\\s*" + Pattern.quote(language.comment()) + "\\s*";
        Pattern edge = Pattern.compile("^" + comment + "(BEGIN|END) SOLUTION\\s*$");
        Pattern stub =
                Pattern.compile(
                        "^(\\s*)" + Pattern.quote(language.comment()) + "\\s*STUB(?: (.*))?$");
        Pattern single = Pattern.compile("^(.*?)" + comment + "SOLUTION\\s*$");

        List<Line> lines = new ArrayList<>();
        int opened = 0;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Matcher atEdge = edge.matcher(line);
            Matcher atStub = stub.matcher(line);
            Matcher atSingle = single.matcher(line);
            if (atEdge.matches()) {
                boolean begins = atEdge.group(1).equals("BEGIN");
                if (begins && opened > 0) {
                    throw defect(
                            name,
                            number,
                            "the region of line %d is still open; regions do not nest."
                                    .formatted(opened));
                }
                if (!begins && opened == 0) {
                    throw defect(name, number, "END SOLUTION without a BEGIN SOLUTION before it.");
                }
                opened = begins ? number : 0;
                lines.add(new Line(Kind.EDGE, line));
            } else if (atStub.matches()) {
                if (opened == 0) {
                    throw defect(name, number, "STUB outside a region.");
                }
                String rest = atStub.group(2) == null ? "" : atStub.group(2);
                lines.add(new Line(Kind.STUB, (atStub.group(1) + rest).stripTrailing()));
            } else if (atSingle.matches()) {
                if (opened > 0 || atSingle.group(1).isBlank()) {
                    throw defect(
                            name,
                            number,
                            "SOLUTION marks one line of code outside a region, at its end.");
                }
                lines.add(new Line(Kind.SINGLE, atSingle.group(1)));
            } else if (line.contains("BEGIN SOLUTION") || line.contains("END SOLUTION")) {
                throw defect(
                        name,
                        number,
                        "a mark stands alone on its line, after %s and nothing else."
                                .formatted(language.comment()));
            } else {
                lines.add(new Line(opened > 0 ? Kind.SOLUTION : Kind.GIVEN, line));
            }
        }
        if (opened > 0) {
            throw defect(name, opened, "BEGIN SOLUTION without an END SOLUTION after it.");
        }
        return new Marks(language, lines);
    }

    /** The starter: regions and marked lines left out, stubs in their place. */
    String starter() {
        Closing text = new Closing();
        for (Line line : lines) {
            switch (line.kind()) {
                case GIVEN, STUB -> text.keep(line.text());
                default -> text.leaveOut();
            }
        }
        return text.toString();
    }

    /** The solution as a student reads it: without marks and stubs, with all its comments. */
    String solution() {
        Closing text = new Closing();
        for (Line line : lines) {
            switch (line.kind()) {
                case GIVEN, SINGLE, SOLUTION -> text.keep(line.text());
                default -> text.leaveOut();
            }
        }
        return text.toString();
    }

    /**
     * The whole text without the marks and without the comments inside regions: the starter of a
     * repair lab.
     */
    String withoutMarks(String name) {
        Closing text = new Closing();
        List<String> region = new ArrayList<>();
        int number = 0;
        for (Line line : lines) {
            number++;
            switch (line.kind()) {
                case GIVEN, SINGLE -> text.keep(line.text());
                case SOLUTION -> region.add(line.text());
                case STUB ->
                        throw defect(
                                name,
                                number,
                                "a repair lab starts from a program that works badly, and has no"
                                        + " STUB.");
                case EDGE -> {
                    language.withoutComments(region).forEach(text::keep);
                    region.clear();
                    text.leaveOut();
                }
            }
        }
        return text.toString();
    }

    private static Trouble defect(String name, int line, String sentence) {
        return Trouble.course("%s:%d: %s".formatted(name, line, sentence));
    }

    /** A text that closes up where something is left out. */
    private static final class Closing {

        private final List<String> kept = new ArrayList<>();
        private boolean open;

        void leaveOut() {
            open = true;
        }

        void keep(String line) {
            if (!open) {
                kept.add(line);
            } else if (!line.isBlank()) {
                if (line.strip().startsWith("}")) {
                    dropBlanks();
                }
                kept.add(line);
                open = false;
            } else if (!kept.isEmpty() && !last().isBlank() && !last().endsWith("{")) {
                kept.add(line);
            }
        }

        private String last() {
            return kept.get(kept.size() - 1);
        }

        private void dropBlanks() {
            while (!kept.isEmpty() && last().isBlank()) {
                kept.remove(kept.size() - 1);
            }
        }

        @Override
        public String toString() {
            if (!open) {
                return String.join("\n", kept);
            }
            dropBlanks();
            return kept.isEmpty() ? "" : String.join("\n", kept) + "\n";
        }
    }
}
