package dev.flinklabs.coach.prove;

import dev.flinklabs.coach.files.Disk;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of the course in Markdown, as far as the gates read it. Comments ({@code <!-- … -->}) and
 * front matter count as blank.
 */
final class Document {

    private static final Pattern FRONT_MATTER =
            Pattern.compile("\\A---\n.*?\n---\n", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern COMMAND = Pattern.compile("(?:\\$ )?(\\./(?:lab|mvnw)(?: .*)?)");
    private static final int TITLE = 1;
    private static final int SECTION = 2;

    /**
     * Something that stands in the text.
     *
     * @param line the line on which it begins, from 1
     */
    record Found(int line, String text) {}

    private record Headline(int line, int level, String text) {}

    private final List<String> lines;
    private final BitSet code = new BitSet();
    private final List<Headline> headings = new ArrayList<>();
    private final List<Found> links = new ArrayList<>();
    private final List<Found> commands = new ArrayList<>();

    private Document(String text) {
        this.lines = text.lines().toList();
        Parser.builder()
                .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                .build()
                .parse(text)
                .accept(new Reader());
    }

    static Document read(Path file) {
        String text = Disk.readText(file).replace("\r\n", "\n");
        return new Document(blanked(blanked(text, FRONT_MATTER), COMMENT));
    }

    /** The first heading of the first level; empty when there is none. */
    Optional<String> title() {
        return headings.stream()
                .filter(heading -> heading.level() == TITLE)
                .map(Headline::text)
                .findFirst();
    }

    /** What stands between the title and the first heading of the second level. */
    List<String> beginning() {
        return headings.stream()
                .filter(heading -> heading.level() == TITLE)
                .findFirst()
                .map(this::below)
                .orElse(List.of());
    }

    /**
     * What stands below a heading of the second level, up to the next one; empty when there is no
     * such heading.
     */
    Optional<String> section(String name) {
        return headings.stream()
                .filter(heading -> heading.level() == SECTION && heading.text().equals(name))
                .findFirst()
                .map(heading -> String.join("\n", below(heading)));
    }

    /** Every line outside blocks of code. */
    List<Found> prose() {
        List<Found> prose = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!code.get(i)) {
                prose.add(new Found(i + 1, lines.get(i)));
            }
        }
        return prose;
    }

    /** Where links and pictures lead. */
    List<Found> links() {
        return links;
    }

    /**
     * Code, within a sentence or on a line of its own, that begins {@code ./lab} or {@code ./mvnw}.
     */
    List<Found> commands() {
        return commands;
    }

    private List<String> below(Headline heading) {
        int end =
                headings.stream()
                        .filter(next -> next.line() > heading.line() && next.level() <= SECTION)
                        .map(Headline::line)
                        .findFirst()
                        .orElse(lines.size() + 1);
        return lines.subList(heading.line(), end - 1);
    }

    /** Keeps the ends of lines: each keeps its number. */
    private static String blanked(String text, Pattern what) {
        return what.matcher(text).replaceAll(found -> found.group().replaceAll("[^\n]", " "));
    }

    private static int line(Node node) {
        return node.getSourceSpans().get(0).getLineIndex() + 1;
    }

    private final class Reader extends AbstractVisitor {

        @Override
        public void visit(Heading heading) {
            String text = lines.get(line(heading) - 1).replaceFirst("^ *#+", "").strip();
            headings.add(new Headline(line(heading), heading.getLevel(), text));
            visitChildren(heading);
        }

        @Override
        public void visit(Link link) {
            links.add(new Found(line(link), link.getDestination()));
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            links.add(new Found(line(image), image.getDestination()));
        }

        @Override
        public void visit(LinkReferenceDefinition definition) {
            links.add(new Found(line(definition), definition.getDestination()));
        }

        @Override
        public void visit(HtmlBlock html) {
            addresses(line(html), html.getLiteral());
        }

        @Override
        public void visit(HtmlInline html) {
            addresses(line(html), html.getLiteral());
        }

        @Override
        public void visit(Code span) {
            command(line(span), span.getLiteral());
        }

        @Override
        public void visit(FencedCodeBlock block) {
            block(block);
        }

        @Override
        public void visit(IndentedCodeBlock block) {
            block(block);
        }

        private void block(Node block) {
            int first = line(block);
            int end = first + block.getSourceSpans().size();
            for (int number = first; number < end; number++) {
                code.set(number - 1);
                command(number, lines.get(number - 1));
            }
        }

        private void addresses(int first, String html) {
            Matcher address = ADDRESS.matcher(html);
            while (address.find()) {
                String before = html.substring(0, address.start());
                int lineEnds = (int) before.chars().filter(c -> c == '\n').count();
                links.add(new Found(first + lineEnds, address.group(1)));
            }
        }

        private void command(int number, String text) {
            Matcher command = COMMAND.matcher(text.strip().replaceAll("\\s+", " "));
            if (command.matches()) {
                commands.add(new Found(number, command.group(1)));
            }
        }
    }
}
