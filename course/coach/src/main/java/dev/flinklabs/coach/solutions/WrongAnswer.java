package dev.flinklabs.coach.solutions;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;

import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.trouble.Trouble;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A misconception, as a patch against the reference solution.
 *
 * @param name the patch file's name without {@code .patch}
 * @param file the patch file, relative to the course's root
 * @param misconception what somebody believed
 * @param catches by which tests it is caught, and in which words; never empty
 * @param edits what the patch does to each file
 */
public record WrongAnswer(
        String name, String file, String misconception, List<Catch> catches, List<Edit> edits) {

    private static final Pattern HEADER = Pattern.compile("(misconception|caught by|says): *(.*)");
    private static final Pattern TEST = Pattern.compile("\\w+\\.\\w+");
    private static final Pattern SAYS = Pattern.compile("\"(.+)\"\\s*(#.*)?");
    private static final Pattern FILE =
            Pattern.compile("(?:---|\\+\\+\\+) (?:[a-z]/)?(?:solutions/)?([^\\t]+?)(?:\\t.*)?");

    /** Blank lines, comments, and what git writes above a file. */
    private static final Pattern BETWEEN =
            Pattern.compile("\\s*|#.*|diff .*|index .*|(?:old|new|new file|deleted file) mode .*");

    private static final String NOTHING = "/dev/null";

    /**
     * Tests that must fail, and what is said then.
     *
     * @param tests each as class, dot and method; never empty
     * @param says a phrase that a failure of one of these tests must contain
     */
    public record Catch(List<String> tests, String says) {}

    /**
     * What happens to one file.
     *
     * @param path relative to {@code solutions/}
     */
    public record Edit(String path, Patch<String> patch) {}

    /**
     * Reads a patch file.
     *
     * @throws Trouble when a line above the diff is missing or cannot be understood
     */
    static WrongAnswer parse(String name, String file, String text) {
        List<String> lines = text.lines().toList();
        int diff = 0;
        while (diff < lines.size() && !beginsFile(lines, diff)) {
            diff++;
        }
        String misconception = "";
        List<Catch> catches = new ArrayList<>();
        List<String> tests = new ArrayList<>();
        for (int i = 0; i < diff; i++) {
            String line = lines.get(i);
            if (BETWEEN.matcher(line).matches()) {
                continue;
            }
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                throw defect(
                        file,
                        i,
                        "above the diff stand 'misconception:', 'caught by:' and 'says:'; this line"
                                + " is none of them.");
            }
            String value = header.group(2).strip();
            switch (header.group(1)) {
                case "misconception" -> misconception = value;
                case "caught by" -> tests.addAll(tests(file, i, value));
                default -> {
                    if (tests.isEmpty()) {
                        throw defect(file, i, "'says:' stands below the 'caught by:' it is for.");
                    }
                    catches.add(new Catch(List.copyOf(tests), phrase(file, i, value)));
                    tests.clear();
                }
            }
        }
        if (misconception.isEmpty() || catches.isEmpty() || !tests.isEmpty()) {
            throw defect(
                    file,
                    0,
                    "one of 'misconception:', 'caught by:' and 'says:' is missing above the diff.");
        }
        if (diff == lines.size()) {
            throw defect(file, 0, "there is no diff: no three lines '--- …', '+++ …', '@@ …'.");
        }
        return new WrongAnswer(
                name,
                file,
                misconception,
                List.copyOf(catches),
                edits(file, lines.subList(diff, lines.size())));
    }

    /**
     * The reference with this mistake in it. Lines may have moved since the patch was written; each
     * must be there, letter for letter.
     *
     * @param phase the name of the phase's directory
     * @throws Trouble when the patch does not fit
     */
    public SourceTree applyTo(SourceTree reference, String phase) {
        SourceTree patched = reference;
        for (Edit edit : edits) {
            String prefix = phase + "/";
            String path =
                    edit.path().startsWith(prefix) ? edit.path().substring(prefix.length()) : "";
            String text = reference.text(path);
            if (text == null) {
                throw Trouble.course(
                        "%s: it changes %s, which is no file of this lab below solutions/. Those are %s."
                                .formatted(
                                        file,
                                        edit.path(),
                                        reference.files().keySet().stream()
                                                .map(prefix::concat)
                                                .collect(Collectors.joining(", "))));
            }
            // The limit keeps the empty string behind the last line end: the text is put together
            // as it was.
            List<String> lines = List.of(text.split("\n", -1));
            List<String> changed =
                    apply(edit.patch(), lines)
                            .orElseThrow(
                                    () ->
                                            Trouble.course(
                                                    "%s: it does not fit solutions/%s any more. Make the patch anew."
                                                            .formatted(file, edit.path())));
            patched = patched.with(path, String.join("\n", changed));
            if (text.equals(patched.text(path))) {
                throw Trouble.course(
                        "%s: it changes nothing in solutions/%s.".formatted(file, edit.path()));
            }
        }
        return patched;
    }

    /**
     * The lines with every hunk applied, each where its lines are found nearest to where it says.
     * ({@code Patch.applyFuzzy} does not find a hunk that stands close below one that shrinks.)
     *
     * @return empty when a hunk's lines are not there
     */
    private static Optional<List<String>> apply(Patch<String> patch, List<String> lines) {
        List<String> changed = new ArrayList<>();
        int done = 0;
        int moved = 0;
        for (AbstractDelta<String> hunk : patch.getDeltas()) {
            List<String> before = hunk.getSource().getLines();
            int said = hunk.getSource().getPosition();
            OptionalInt at = nearest(before, lines, done, said + moved);
            if (at.isEmpty()) {
                return Optional.empty();
            }
            changed.addAll(lines.subList(done, at.getAsInt()));
            changed.addAll(hunk.getTarget().getLines());
            done = at.getAsInt() + before.size();
            moved = at.getAsInt() - said;
        }
        changed.addAll(lines.subList(done, lines.size()));
        return Optional.of(changed);
    }

    private static OptionalInt nearest(List<String> part, List<String> all, int from, int to) {
        return IntStream.rangeClosed(from, all.size() - part.size())
                .filter(at -> all.subList(at, at + part.size()).equals(part))
                .boxed()
                .min(Comparator.comparingInt(at -> Math.abs(at - to)))
                .stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    private static List<String> tests(String file, int line, String value) {
        List<String> tests =
                Stream.of(value.replaceFirst("#.*", "").split(",")).map(String::strip).toList();
        for (String test : tests) {
            if (!TEST.matcher(test).matches()) {
                throw defect(
                        file,
                        line,
                        "'%s' names no test; one is written SomeTest.what_it_says."
                                .formatted(test));
            }
        }
        return tests;
    }

    private static String phrase(String file, int line, String value) {
        Matcher quoted = SAYS.matcher(value);
        if (!quoted.matches()) {
            throw defect(file, line, "what the failure says stands in double quotes.");
        }
        return quoted.group(1);
    }

    private static List<Edit> edits(String file, List<String> lines) {
        List<Edit> edits = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= lines.size(); i++) {
            if (i == lines.size() || beginsFile(lines, i)) {
                edits.add(edit(file, lines.subList(from, i)));
                from = i;
            }
        }
        return List.copyOf(edits);
    }

    /**
     * Needs all three lines: a removed SQL comment looks like the first of them, {@code --- the
     * comment}.
     */
    private static boolean beginsFile(List<String> lines, int at) {
        return at + 2 < lines.size()
                && lines.get(at).startsWith("--- ")
                && lines.get(at + 1).startsWith("+++ ")
                && lines.get(at + 2).startsWith("@@ ");
    }

    private static Edit edit(String file, List<String> lines) {
        Matcher from = FILE.matcher(lines.get(0));
        Matcher to = FILE.matcher(lines.get(1));
        if (!from.matches() || !to.matches()) {
            throw Trouble.course("%s: '%s' names no file.".formatted(file, lines.get(1)));
        }
        if (to.group(1).equals(NOTHING) || from.group(1).equals(NOTHING)) {
            boolean deletes = to.group(1).equals(NOTHING);
            throw Trouble.course(
                    "%s: it %s %s. A wrong answer changes files of the solution, and neither adds nor deletes one."
                            .formatted(
                                    file,
                                    deletes ? "deletes" : "adds",
                                    (deletes ? from : to).group(1)));
        }
        // No part of a hunk: what git writes between files, and its note on a missing line end.
        List<String> hunks =
                lines.stream()
                        .filter(line -> line.isEmpty() || " +-@".indexOf(line.charAt(0)) >= 0)
                        .toList();
        return new Edit(to.group(1), UnifiedDiffUtils.parseUnifiedDiff(hunks));
    }

    private static Trouble defect(String file, int line, String sentence) {
        return Trouble.course("%s:%d: %s".formatted(file, line + 1, sentence));
    }
}
