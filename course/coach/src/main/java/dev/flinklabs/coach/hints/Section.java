package dev.flinklabs.coach.hints;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.Disk;

import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What stands on a lab's page below a heading of the second level. */
final class Section {

    private static final int LEVEL = 2;

    private Section() {}

    /** Its blocks, up to the next heading of that level; none when there is no such heading. */
    static List<Node> blocks(Lab lab, String heading) {
        List<Node> blocks = new ArrayList<>();
        boolean inSection = false;
        Node page = Parser.builder().build().parse(Disk.readText(lab.page()));
        for (Node block = page.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Heading next && next.getLevel() <= LEVEL) {
                inSection =
                        next.getLevel() == LEVEL
                                && next.getFirstChild() instanceof Text text
                                && text.getLiteral().strip().equals(heading);
            } else if (inSection) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    /**
     * How a terminal shows them.
     *
     * @param root the course's directory: links to its files are shown relative to it
     */
    static TerminalText terminal(Path root, Lab lab) {
        return new TerminalText(address -> fromRoot(root, lab, address));
    }

    private static String fromRoot(Path root, Lab lab, String address) {
        if (address.matches("(?i)[a-z][a-z0-9+.-]*:.*") || address.startsWith("#")) {
            return address;
        }
        Path file = lab.page().resolveSibling(address).normalize();
        return file.startsWith(root)
                ? root.relativize(file).toString().replace('\\', '/')
                : address;
    }
}
