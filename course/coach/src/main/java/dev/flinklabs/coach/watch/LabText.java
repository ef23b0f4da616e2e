package dev.flinklabs.coach.watch;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.trouble.Trouble;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * All that a lab's verdict hangs on: its files below {@code src/main}, which the student edits, and
 * its tests. What editors leave beside them is none of it.
 */
public final class LabText {

    /**
     * Hidden files, backups and locks: {@code .Job.java.swp}, {@code Job.java~}, {@code
     * #Job.java#}, {@code Job.java___jb_tmp___}, and {@code 4913}, by which vim finds out whether
     * it may write.
     */
    private static final Pattern OF_EDITOR =
            Pattern.compile(
                    "(\\..*|.*~|#.*#|\\d+|.*___jb_(tmp|old|bak)___|.*\\.(swp|swx|tmp|bak))");

    private LabText() {}

    /**
     * As it is on the disk now, relative to the lab's phase.
     *
     * @throws Trouble when it cannot be read, or changes while it is
     */
    public static SourceTree of(Lab lab) {
        Predicate<String> ofLab = SourceTree.below(lab.directory());
        return SourceTree.read(lab.phase(), "src", path -> ofLab.test(path) && !isOfEditor(path));
    }

    private static boolean isOfEditor(String path) {
        return OF_EDITOR.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
    }
}
