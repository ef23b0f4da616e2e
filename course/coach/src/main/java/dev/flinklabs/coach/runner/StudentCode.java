package dev.flinklabs.coach.runner;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Tells the student's own lines on a stack from all others. */
final class StudentCode {

    private final Map<String, Path> sources;
    private final List<PathMatcher> edit;

    /**
     * @param sources by class name, its file relative to the workspace
     * @param edit globs of what the student edits, relative to the workspace
     */
    StudentCode(Map<String, Path> sources, List<String> edit) {
        this.sources = sources;
        this.edit =
                edit.stream()
                        .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                        .toList();
    }

    /** Whether the class was compiled from a file that the student edits. */
    boolean isEdited(String className) {
        Path source = sources.get(className);
        return source != null && edit.stream().anyMatch(glob -> glob.matches(source));
    }

    /** Whether the class was compiled in this workspace, the tests included. */
    boolean isOfWorkspace(String className) {
        return sources.containsKey(className);
    }

    /**
     * The student's line where this began, the root cause's first, such as {@code
     * FirstJob.java:41}; empty if there is none.
     */
    String where(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        Collections.reverse(causes);
        return causes.stream()
                .flatMap(each -> Stream.of(each.getStackTrace()))
                .filter(frame -> isEdited(frame.getClassName()))
                .findFirst()
                .map(StudentCode::line)
                .orElse("");
    }

    static String line(StackTraceElement frame) {
        return frame.getFileName() + ":" + frame.getLineNumber();
    }

    /** The throwable and its causes, outermost first. */
    static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable each = thrown; each != null && seen.add(each); each = each.getCause()) {
            causes.add(each);
        }
        return causes;
    }
}
