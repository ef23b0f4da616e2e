package dev.flinklabs.coach.hints;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Markdown as a terminal shows it: wrapped, code in its backticks, links with their addresses in
 * parentheses behind them; emphasis and HTML within a line are left out.
 */
final class TerminalText {

    static final int WIDTH = 80;

    private static final int INDENT = 2;

    /** Stands for a blank at which no line ends. */
    private static final char FIXED_BLANK = '\0';

    private final UnaryOperator<String> addresses;

    /**
     * @param addresses gives for a link's address the one to show
     */
    TerminalText(UnaryOperator<String> addresses) {
        this.addresses = addresses;
    }

    /** The blocks, indented, with an empty line between two of them. */
    String of(List<Node> blocks) {
        Blocks text = new Blocks();
        blocks.forEach(block -> block.accept(text));
        return text.written.toString();
    }

    private final class Blocks extends AbstractVisitor {

        private final StringBuilder written = new StringBuilder();
        private int indent = INDENT;
        private String marker = "";

        @Override
        public void visit(Paragraph paragraph) {
            wrap(paragraph);
        }

        @Override
        public void visit(Heading heading) {
            wrap(heading);
        }

        @Override
        public void visit(FencedCodeBlock code) {
            verbatim(code, code.getLiteral());
        }

        @Override
        public void visit(IndentedCodeBlock code) {
            verbatim(code, code.getLiteral());
        }

        @Override
        public void visit(BlockQuote quote) {
            indent += INDENT;
            visitChildren(quote);
            indent -= INDENT;
        }

        @Override
        public void visit(BulletList list) {
            for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
                item(item, "- ");
            }
        }

        @Override
        public void visit(OrderedList list) {
            int number = list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber();
            for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
                item(item, number++ + ". ");
            }
        }

        private void item(Node item, String itsMarker) {
            marker = itsMarker;
            indent += itsMarker.length();
            visitChildren(item);
            indent -= itsMarker.length();
        }

        private void wrap(Node block) {
            Line line = new Line();
            block.accept(line);
            begin(block);
            int column = indent;
            for (String part : line.text.toString().split("\n")) {
                if (column > indent) {
                    written.append('\n').append(" ".repeat(indent));
                    column = indent;
                }
                for (String word : part.strip().split(" +")) {
                    if (column > indent && column + 1 + word.length() > WIDTH) {
                        written.append('\n').append(" ".repeat(indent));
                        column = indent;
                    } else if (column > indent) {
                        written.append(' ');
                        column++;
                    }
                    written.append(word.replace(FIXED_BLANK, ' '));
                    column += word.length();
                }
            }
            written.append('\n');
        }

        private void verbatim(Node block, String code) {
            begin(block);
            String margin = " ".repeat(INDENT);
            written.append(margin)
                    .append(code.stripTrailing().replace("\n", "\n" + " ".repeat(indent) + margin))
                    .append('\n');
        }

        /** Begins a block: an empty line where one is due, the indent, and the item's marker. */
        private void begin(Node block) {
            if (written.length() > 0 && !isTight(block)) {
                written.append('\n');
            }
            written.append(" ".repeat(indent - marker.length())).append(marker);
            marker = "";
        }

        private static boolean isTight(Node block) {
            Node item = block.getParent();
            if (!(item instanceof ListItem) || !((ListBlock) item.getParent()).isTight()) {
                return false;
            }
            boolean isFirst = item.getPrevious() == null && block.getPrevious() == null;
            return !isFirst || item.getParent().getParent() instanceof ListItem;
        }
    }

    /** The text of one block. */
    private final class Line extends AbstractVisitor {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void visit(Text part) {
            text.append(part.getLiteral());
        }

        @Override
        public void visit(Code code) {
            text.append('`').append(code.getLiteral().replace(' ', FIXED_BLANK)).append('`');
        }

        @Override
        public void visit(SoftLineBreak end) {
            text.append(' ');
        }

        @Override
        public void visit(HardLineBreak end) {
            text.append('\n');
        }

        @Override
        public void visit(Link link) {
            int start = text.length();
            visitChildren(link);
            if (!text.substring(start).equals(link.getDestination())) {
                text.append(" (").append(addresses.apply(link.getDestination())).append(')');
            }
        }
    }
}
