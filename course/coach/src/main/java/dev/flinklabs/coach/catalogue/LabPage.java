package dev.flinklabs.coach.catalogue;

import dev.flinklabs.coach.files.Disk;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads the front matter of one page. Works on YAML's nodes and not on their values: they know
 * their lines and their quotes.
 */
final class LabPage {

    private static final Pattern NAME =
            Pattern.compile("((0|[1-9]\\d?)\\.[1-9]\\d?)-[a-z0-9]+(-[a-z0-9]+)*\\.md");
    private static final Pattern ID = Pattern.compile("(0|[1-9]\\d?)\\.[1-9]\\d?");
    private static final List<String> REQUIRED =
            List.of(
                    "id", "title", "minutes", "edit", "starter", "tests", "topics", "after",
                    "needs");
    private static final String LIMIT = "limit";
    private static final int DEFAULT_LIMIT_SECONDS = 60;

    private final Path root;
    private final Path page;
    private final List<String> defects;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private LabPage(Path root, Path page, List<String> defects) {
        this.root = root;
        this.page = page;
        this.defects = defects;
    }

    /** Whether a page may be called so. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * The lab that a page declares.
     *
     * @param defects gets a sentence for each thing that is wrong, with file and line
     * @return empty when there was a defect
     */
    static Optional<Lab> read(Path root, Path page, int phase, List<String> defects) {
        int before = defects.size();
        Lab lab = new LabPage(root, page, defects).read(phase);
        return defects.size() == before ? Optional.of(lab) : Optional.empty();
    }

    private Lab read(int phase) {
        if (!parse()) {
            return null;
        }
        for (String key : REQUIRED) {
            if (!values.containsKey(key)) {
                defect(1, "the key '%s' is missing.".formatted(key));
            }
        }
        String id = id();
        matchName(id, phase);
        return new Lab(
                id,
                text("title"),
                page.getParent().getParent(),
                page,
                count("minutes", 0),
                globs(),
                text("starter"),
                count("tests", 0),
                texts("topics"),
                ids("after"),
                texts("needs"),
                Duration.ofSeconds(count(LIMIT, DEFAULT_LIMIT_SECONDS)));
    }

    private boolean parse() {
        List<String> lines = Disk.readText(page).lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals("---")) {
            defect(
                    1,
                    "a page begins with front matter between two lines '---'; this line is none.");
            return false;
        }
        int end = lines.subList(1, lines.size()).indexOf("---");
        if (end < 0) {
            defect(1, "the front matter is not closed by a second line '---'.");
            return false;
        }
        try {
            LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
            Optional<Node> node =
                    new Compose(settings)
                            .composeString(String.join("\n", lines.subList(1, end + 1)));
            if (node.isEmpty() || !(node.get() instanceof MappingNode mapping)) {
                defect(2, "the front matter is not a list of keys and values.");
                return false;
            }
            mapping.getValue().forEach(this::enter);
            return true;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 2).orElse(2);
            defect(line, "this is not YAML: %s.".formatted(e.getProblem()));
            return false;
        } catch (YamlEngineException e) {
            defect(2, "this is not YAML: %s.".formatted(e.getMessage()));
            return false;
        }
    }

    private void enter(NodeTuple tuple) {
        Node key = tuple.getKeyNode();
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : key.toString();
        if (!REQUIRED.contains(name) && !name.equals(LIMIT)) {
            defect(
                    line(key),
                    "the key '%s' is unknown. Did you mean '%s'?"
                            .formatted(name, Nearest.to(name, REQUIRED).get(0)));
        } else if (values.putIfAbsent(name, tuple.getValueNode()) != null) {
            defect(line(key), "the key '%s' stands here for the second time.".formatted(name));
        }
    }

    private String id() {
        Node node = values.get("id");
        return node == null ? "" : id(node, "id");
    }

    private List<String> ids(String key) {
        return nodes(key).stream().map(node -> id(node, key)).toList();
    }

    private String id(Node node, String key) {
        if (!(node instanceof ScalarNode scalar)) {
            defect(line(node), "'%s' holds something that is no id.".formatted(key));
            return "";
        }
        String value = scalar.getValue();
        if (Set.of(Tag.INT, Tag.FLOAT).contains(node.getTag())) {
            defect(
                    line(node),
                    "without quotes %s is a number, and 2.10 is then 2.1. Write \"%s\"."
                            .formatted(value, value));
        } else if (!ID.matcher(value).matches()) {
            defect(
                    line(node),
                    "'%s' is no id. An id is the phase's number, a dot and the lab's number, such as \"2.10\"."
                            .formatted(value));
        }
        return value;
    }

    private void matchName(String id, int phase) {
        Matcher name = NAME.matcher(page.getFileName().toString());
        int line = values.containsKey("id") ? line(values.get("id")) : 1;
        if (!name.matches()) {
            defect(
                    1,
                    "a page is named by its id and a few words in small letters, such as"
                            + " 2.7-unpaid-orders.md.");
        } else if (id.isEmpty()) {
            return;
        } else if (!name.group(1).equals(id)) {
            defect(line, "the id is %s, but the page's name says %s.".formatted(id, name.group(1)));
        } else if (!id.startsWith(phase + ".")) {
            defect(line, "the id is %s, but the page lies in phase %d.".formatted(id, phase));
        }
    }

    private String text(String key) {
        Node node = values.get(key);
        return node == null ? "" : text(node, key);
    }

    private List<String> texts(String key) {
        return nodes(key).stream().map(node -> text(node, key)).toList();
    }

    private String text(Node node, String key) {
        if (!(node instanceof ScalarNode scalar)
                || !node.getTag().equals(Tag.STR)
                || scalar.getValue().isBlank()) {
            defect(line(node), "'%s' must be text; put it in quotes.".formatted(key));
            return "";
        }
        return scalar.getValue();
    }

    private int count(String key, int otherwise) {
        Node node = values.get(key);
        if (node == null) {
            return otherwise;
        }
        if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.INT)) {
            try {
                int count = Integer.parseInt(scalar.getValue());
                if (count > 0) {
                    return count;
                }
            } catch (NumberFormatException e) {
                // Hexadecimal, or greater than any count: the sentence below fits these too.
            }
        }
        defect(line(node), "'%s' must be a whole number, one or more.".formatted(key));
        return otherwise;
    }

    private List<String> globs() {
        List<Node> nodes = nodes("edit");
        if (nodes.isEmpty() && values.containsKey("edit")) {
            defect(line(values.get("edit")), "'edit' names nothing that the student may edit.");
        }
        List<String> globs = new ArrayList<>();
        for (Node node : nodes) {
            String glob = text(node, "edit");
            try {
                FileSystems.getDefault().getPathMatcher("glob:" + glob);
            } catch (PatternSyntaxException e) {
                defect(line(node), "'%s' is no glob: %s.".formatted(glob, e.getDescription()));
            }
            if (!glob.isEmpty() && !glob.startsWith("src/main/")) {
                defect(
                        line(node),
                        "'%s' must begin with src/main/: what a student edits lies there."
                                .formatted(glob));
            }
            globs.add(glob);
        }
        return List.copyOf(globs);
    }

    private List<Node> nodes(String key) {
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        defect(line(node), "'%s' must be a list, such as [one, two] or [].".formatted(key));
        return List.of();
    }

    /** The mark counts from zero, and line 1 of the page is the opening {@code ---}. */
    private static int line(Node node) {
        return node.getStartMark().orElseThrow().getLine() + 2;
    }

    private void defect(int line, String sentence) {
        defects.add("%s:%d: %s".formatted(root.relativize(page), line, sentence));
    }
}
