package dev.flinklabs.coach.student;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.trouble.Trouble;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reference solution as a student reads it: without the marks and stubs that starters are cut
 * by, with all its comments.
 */
public final class Reference {

    private static final Map<String, String> COMMENTS =
            Map.of(
                    "java",
                    "//",
                    "sql",
                    "--",
                    "py",
                    "#",
                    "yaml",
                    "#",
                    "yml",
                    "#",
                    "properties",
                    "#");

    private Reference() {}

    /**
     * The files, relative to the lab's phase.
     *
     * @param root the course's directory
     * @throws Trouble when this edition of the course has no solutions
     */
    public static SourceTree of(Path root, Solutions solutions, Lab lab) {
        Path mirror = solutions.mirror(lab.phase());
        if (!Files.isDirectory(mirror)) {
            throw Trouble.machine(
                    "The reference solution of lab %s is not in this edition of the course: there is no %s. Ask whoever gave you the course."
                            .formatted(lab.id(), root.relativize(mirror)));
        }
        SourceTree marked = solutions.reference(lab);
        SourceTree readable = marked;
        for (String path : marked.files().keySet()) {
            String comment = COMMENTS.get(path.substring(path.lastIndexOf('.') + 1));
            if (comment != null) {
                readable = readable.with(path, withoutMarks(marked.text(path), comment));
            }
        }
        return readable;
    }

    /** Where a mark is left out, the blank lines around it become one, or none behind a brace. */
    private static String withoutMarks(String text, String comment) {
        String begin = "\\s*" + Pattern.quote(comment) + "\\s*";
        Pattern whole = Pattern.compile(begin + "((BEGIN|END) SOLUTION|STUB( .*)?)\\s*");
        Pattern trailing = Pattern.compile("(.*?)" + begin + "SOLUTION\\s*");
        List<String> kept = new ArrayList<>();
        boolean behindMark = false;
        for (String line : text.split("\n", -1)) {
            if (whole.matcher(line).matches()) {
                behindMark = true;
                continue;
            }
            String last = kept.isEmpty() ? "{" : kept.get(kept.size() - 1);
            if (behindMark && line.isBlank() && (last.isBlank() || last.endsWith("{"))) {
                continue;
            }
            behindMark = behindMark && line.isBlank();
            Matcher marked = trailing.matcher(line);
            kept.add(marked.matches() ? marked.group(1) : line);
        }
        return String.join("\n", kept);
    }
}
