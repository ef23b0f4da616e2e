package dev.flinklabs.coach.prove;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.catalogue.Phase;
import dev.flinklabs.coach.prove.Document.Found;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.starters.Starters;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.verdict.TestVerdict;

import picocli.CommandLine.Model.CommandSpec;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a student reads: pages, discussions, READMEs. Each method gives a sentence for everything
 * that does not hold.
 */
public final class Pages {

    private static final String RULES = "What must stay true";
    private static final String HINTS = "Hints";
    private static final List<String> SECTIONS =
            List.of("In and out", RULES, "Predict first", HINTS, "Done when");
    private static final int HINTS_ASKED_FOR = 3;
    private static final List<String> SECTIONS_OF_DISCUSSION =
            List.of(
                    "What the prediction was about",
                    "The tempting wrong ways, and what each costs",
                    "Why the reference is as it is",
                    "Other right answers",
                    "What the tests do not prove",
                    "Further");
    private static final Pattern RULE = Pattern.compile("(?m)^(\\d+)\\. +\\S");
    private static final Pattern RULE_TOLD = Pattern.compile("\\bRule (\\d{1,3})\\b");
    private static final Pattern HINT =
            Pattern.compile("<details>\\s*<summary>(.*?)</summary>(.*?)</details>", Pattern.DOTALL);
    private static final Pattern EXTERNAL = Pattern.compile("(https?|mailto):.*");
    private static final Pattern LINK_TO_LAB = Pattern.compile("\\[(.*?)\\]\\((labs/.*?)\\)");
    private static final Pattern ID_AND_TITLE = Pattern.compile("(\\d+\\.\\d+) .*");

    private final Path root;
    private final Catalogue catalogue;
    private final Solutions solutions;
    private final Starters starters;
    private final Commands commands;

    /**
     * @param root the course's directory
     * @param lab what {@code ./lab} understands
     */
    public Pages(
            Path root,
            Catalogue catalogue,
            Solutions solutions,
            Starters starters,
            CommandSpec lab) {
        this.root = root;
        this.catalogue = catalogue;
        this.solutions = solutions;
        this.starters = starters;
        this.commands = new Commands(root, catalogue, lab);
    }

    /** Of the lab's page; that it has minutes is seen when the catalogue is read. */
    List<String> ofPage(Lab lab) {
        Document page = Document.read(lab.page());
        List<String> defects = new ArrayList<>();
        String title = lab.id() + " " + lab.title();
        if (!page.title().equals(Optional.of(title))) {
            defects.add("the page is not headed '# %s'.".formatted(title));
        }
        beginning(lab, page, defects);
        sections(SECTIONS, page, defects);
        page.section(RULES).filter(text -> !text.isBlank()).ifPresent(text -> rules(text, defects));
        page.section(HINTS).filter(text -> !text.isBlank()).ifPresent(text -> hints(text, defects));
        edit(lab, defects);
        after(lab, defects);
        if (lab.topics().isEmpty()) {
            defects.add("'topics' names nothing that the lab is about.");
        }
        defects.addAll(linksAndCommands(lab.page(), page));
        return defects;
    }

    /** Of the rules that failures tell by their numbers: each stands on the lab's page. */
    List<String> ofRulesTold(Lab lab, List<TestVerdict> failures) {
        String section = Document.read(lab.page()).section(RULES).orElse("");
        Set<String> rules = numbers(RULE, section);
        Set<String> defects = new LinkedHashSet<>();
        for (TestVerdict failure : failures) {
            for (String number : numbers(RULE_TOLD, failure.message())) {
                if (!rules.contains(number)) {
                    defects.add(
                            "%s tells of rule %s, which '%s' does not have."
                                    .formatted(failure.test(), number, RULES));
                }
            }
        }
        return List.copyOf(defects);
    }

    private static Set<String> numbers(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<String> ofDiscussion(Lab lab) {
        Path file = solutions.discussion(lab);
        if (!Files.isRegularFile(file)) {
            return List.of("%s is missing.".formatted(shown(file)));
        }
        Document discussion = Document.read(file);
        List<String> defects = new ArrayList<>();
        sections(SECTIONS_OF_DISCUSSION, discussion, defects);
        defects.addAll(linksAndCommands(file, discussion));
        return defects;
    }

    private static void sections(List<String> names, Document document, List<String> defects) {
        for (String name : names) {
            Optional<String> section = document.section(name);
            if (section.isEmpty()) {
                defects.add("the section '%s' is missing.".formatted(name));
            } else if (section.get().isBlank()) {
                defects.add("the section '%s' is empty.".formatted(name));
            }
        }
    }

    /** Of the lab's row in its phase's table of labs. */
    List<String> ofRow(Lab lab) {
        String target = "](labs/%s)".formatted(lab.page().getFileName());
        return ofRow(
                lab,
                lab.phase().resolve("README.md"),
                cell -> cell.contains(target),
                "[%s %s%s".formatted(lab.id(), lab.title(), target),
                "what it is about");
    }

    /** Of the lab's row in the table for instructors. */
    List<String> ofInstructorsRow(Lab lab) {
        return ofRow(
                lab,
                instructors(),
                cell -> cell.startsWith(lab.id() + " "),
                lab.id() + " " + lab.title(),
                "where people wait");
    }

    /**
     * @param isOfLab tells the lab's row by its first cell
     * @param cell what the first cell must be
     * @param words what stands in the third cell, in general
     */
    private List<String> ofRow(
            Lab lab, Path file, Predicate<String> isOfLab, String cell, String words) {
        String row = "| %s | %d | %s |".formatted(cell, lab.minutes(), words);
        List<Row> rows = rows(file).stream().filter(one -> isOfLab.test(one.cell(0))).toList();
        if (rows.size() != 1) {
            return List.of(
                    "the table of labs in %s has %d rows for it, and one is asked for: %s"
                            .formatted(shown(file), rows.size(), row));
        }
        Row found = rows.get(0);
        boolean same =
                found.cell(0).equals(cell)
                        && found.cell(1).equals(String.valueOf(lab.minutes()))
                        && !found.cell(2).isEmpty();
        return same
                ? List.of()
                : List.of(
                        "%s:%d: the page says something else than this row: %s"
                                .formatted(shown(file), found.line(), row));
    }

    /** Of a phase's README; what its table says of each lab is seen there. */
    List<String> ofPhase(Phase phase) {
        Path readme = phase.directory().resolve("README.md");
        List<String> defects = new ArrayList<>(ofReadme(readme));
        for (Row row : rows(readme)) {
            Matcher link = LINK_TO_LAB.matcher(row.cell(0));
            if (link.matches()
                    && phase.labs().stream()
                            .noneMatch(
                                    lab ->
                                            link.group(2)
                                                    .equals("labs/" + lab.page().getFileName()))) {
                defects.add(
                        "%s:%d: the table lists %s, which is no lab of this phase."
                                .formatted(shown(readme), row.line(), link.group(1)));
            }
        }
        return defects;
    }

    List<String> ofCourse() {
        List<String> defects = new ArrayList<>(ofReadme(root.resolve("README.md")));
        for (Row row : rows(instructors())) {
            Matcher lab = ID_AND_TITLE.matcher(row.cell(0));
            if (lab.matches() && catalogue.lab(lab.group(1)).isEmpty()) {
                defects.add(
                        "%s:%d: the table lists %s, which no lab is."
                                .formatted(shown(instructors()), row.line(), row.cell(0)));
            }
        }
        return defects;
    }

    private Path instructors() {
        return root.resolve("docs").resolve("instructors.md");
    }

    private List<String> ofReadme(Path readme) {
        return Files.isRegularFile(readme)
                ? linksAndCommands(readme, Document.read(readme))
                : List.of("%s is missing.".formatted(shown(readme)));
    }

    private static void beginning(Lab lab, Document page, List<String> defects) {
        List<String> lines = page.beginning();
        int edit = indexOf("**Edit**", lines);
        int check = indexOf("**Check**", lines);
        if (lines.subList(0, Math.min(edit, check)).stream().allMatch(String::isBlank)) {
            defects.add("there is no story between the title and **Edit**.");
        }
        if (edit == lines.size() || lines.get(edit).equals("**Edit**")) {
            defects.add("no line begins **Edit** and says what to edit.");
        }
        String command = "`./lab check %s`".formatted(lab.id());
        if (check == lines.size() || !lines.get(check).contains(command)) {
            defects.add("no line begins **Check** and names %s.".formatted(command));
        }
    }

    private static int indexOf(String beginning, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(beginning)) {
                return i;
            }
        }
        return lines.size();
    }

    private static void rules(String section, List<String> defects) {
        int count = 0;
        Matcher rule = RULE.matcher(section);
        while (rule.find()) {
            count++;
            if (!rule.group(1).equals(String.valueOf(count))) {
                defects.add(
                        "rule %s of '%s' stands where rule %d is expected."
                                .formatted(rule.group(1), RULES, count));
                return;
            }
        }
        if (count == 0) {
            defects.add("the section '%s' has no numbered rule.".formatted(RULES));
        }
    }

    private static void hints(String section, List<String> defects) {
        int count = section.split("<details", -1).length - 1;
        if (count != HINTS_ASKED_FOR) {
            defects.add(
                    "it has %d hints, and exactly %d are asked for."
                            .formatted(count, HINTS_ASKED_FOR));
        }
        int number = 0;
        Matcher hint = HINT.matcher(section);
        while (hint.find()) {
            number++;
            if (!hint.group(1).startsWith(number + " · ")) {
                defects.add(
                        "the summary of hint %d is '%s', and must begin '%d · '."
                                .formatted(number, hint.group(1), number));
            }
            if (hint.group(2).isBlank()) {
                defects.add("hint %d is empty.".formatted(number));
            }
        }
        if (number != count) {
            defects.add(
                    "%d of its %d hints are not written <details><summary>…</summary>…</details>."
                            .formatted(count - number, count));
        }
    }

    private void edit(Lab lab, List<String> defects) {
        List<Path> files;
        try {
            files = starters.of(lab).files().keySet().stream().map(Path::of).toList();
        } catch (Trouble e) {
            // The first gate tells it.
            return;
        }
        for (String glob : lab.edit()) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            if (files.stream().noneMatch(matcher::matches)) {
                defects.add("'edit' names %s, and no file of the starter fits it.".formatted(glob));
            }
        }
    }

    private void after(Lab lab, List<String> defects) {
        List<String> ids = catalogue.labs().stream().map(Lab::id).toList();
        for (String id : lab.after()) {
            if (!ids.contains(id)) {
                defects.add("'after' names %s, which no lab has.".formatted(id));
            } else if (ids.indexOf(id) >= ids.indexOf(lab.id())) {
                defects.add("'after' names %s, which does not come before it.".formatted(id));
            }
        }
    }

    private List<String> linksAndCommands(Path file, Document document) {
        List<String> defects = new ArrayList<>();
        for (Found link : document.links()) {
            if (!leadsSomewhere(file, link.text())) {
                defects.add(
                        "%s:%d: the link to %s leads to no file of the course."
                                .formatted(shown(file), link.line(), link.text()));
            }
        }
        for (Found command : document.commands()) {
            commands.defect(command.text())
                    .ifPresent(
                            reason ->
                                    defects.add(
                                            "%s:%d: `%s` does not work: %s"
                                                    .formatted(
                                                            shown(file),
                                                            command.line(),
                                                            command.text(),
                                                            reason)));
        }
        return defects;
    }

    private boolean leadsSomewhere(Path file, String link) {
        String path = link.replaceFirst("#.*", "");
        if (EXTERNAL.matcher(link).matches() || path.isEmpty()) {
            return true;
        }
        try {
            Path target = file.resolveSibling(path).normalize();
            return target.startsWith(root) && Files.exists(target);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private record Row(int line, List<String> cells) {

        /** Empty when the row is shorter. */
        private String cell(int number) {
            return number < cells.size() ? cells.get(number) : "";
        }
    }

    /** The rows of all tables; none where there is no such file. */
    private static List<Row> rows(Path file) {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        for (Found line : Document.read(file).prose()) {
            String text = line.text().strip();
            if (text.startsWith("|")) {
                rows.add(
                        new Row(
                                line.line(),
                                List.of(text.substring(1).strip().split("\\s*\\|\\s*"))));
            }
        }
        return rows;
    }

    private String shown(Path file) {
        return root.relativize(file).toString();
    }
}
