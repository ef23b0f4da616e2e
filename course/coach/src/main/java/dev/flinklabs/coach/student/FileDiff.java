package dev.flinklabs.coach.student;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;

import dev.flinklabs.coach.files.SourceTree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What leads from one tree to another, as unified diffs that {@code patch -p0} understands. */
public final class FileDiff {

    private static final int CONTEXT = 3;
    private static final String NOTHING = "/dev/null";

    private FileDiff() {}

    /**
     * The lines of the diff of one file.
     *
     * @param path the file, relative to its phase; missing in a tree that does not have it
     * @param shown how the file is called in the diff
     */
    public static List<String> of(
            SourceTree yours, SourceTree reference, String path, String shown) {
        String from = yours.text(path) == null ? NOTHING : shown + "\tyours";
        String to = reference.text(path) == null ? NOTHING : shown + "\treference";
        List<String> before = lines(yours.text(path));
        List<String> diff =
                UnifiedDiffUtils.generateUnifiedDiff(
                        from,
                        to,
                        before,
                        DiffUtils.diff(before, lines(reference.text(path))),
                        CONTEXT);
        // An empty file has no lines to differ in.
        return diff.isEmpty() ? List.of("--- " + from, "+++ " + to) : diff;
    }

    private static List<String> lines(String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        String last = lines.remove(lines.size() - 1);
        if (!last.isEmpty()) {
            lines.add(last + "\n\\ No newline at end of file");
        }
        return lines;
    }
}
