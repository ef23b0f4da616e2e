package dev.flinklabs.coach.hints;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.trouble.Trouble;

import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the hints of a page: under the heading {@code ## Hints}, each a {@code <details>} whose
 * summary is a number, a middle dot and a title.
 */
public final class Hints {

    private static final String HEADING = "Hints";
    private static final Pattern EDGE =
            Pattern.compile("<summary>\\s*\\d+\\s*·\\s*(.+?)\\s*</summary>|</details>");

    private final TerminalText terminal;
    private final List<Hint> hints = new ArrayList<>();
    private final List<Node> blocks = new ArrayList<>();
    private String title = "";

    private Hints(TerminalText terminal) {
        this.terminal = terminal;
    }

    /**
     * The hints of a lab, first to last.
     *
     * @param root the course's directory: links to its files are shown relative to it
     * @throws Trouble when the page has none
     */
    public static List<Hint> of(Path root, Lab lab) {
        Hints reader = new Hints(Section.terminal(root, lab));
        reader.read(Section.blocks(lab, HEADING));
        if (reader.hints.isEmpty()) {
            throw Trouble.course(
                    "%s has no hints: under '## Hints' stands no <details><summary>1 · …</summary>."
                            .formatted(root.relativize(lab.page())));
        }
        return List.copyOf(reader.hints);
    }

    private void read(List<Node> section) {
        for (Node block : section) {
            if (block instanceof HtmlBlock html) {
                edges(html.getLiteral());
            } else if (!title.isEmpty()) {
                blocks.add(block);
            }
        }
    }

    /** The end of a hint and the beginning of the next are often one block of HTML. */
    private void edges(String html) {
        Matcher edge = EDGE.matcher(html);
        while (edge.find()) {
            if (edge.group(1) != null) {
                title = edge.group(1);
            } else if (!title.isEmpty()) {
                hints.add(new Hint(title, terminal.of(blocks)));
                blocks.clear();
                title = "";
            }
        }
    }
}
