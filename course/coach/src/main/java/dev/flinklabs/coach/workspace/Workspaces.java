package dev.flinklabs.coach.workspace;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.solutions.WrongAnswer;
import dev.flinklabs.coach.starters.Starters;
import dev.flinklabs.coach.trouble.Trouble;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays out workspaces under {@code target/workspaces}, in a directory of this process and this
 * object; closing it removes them. What dead processes left there is removed at the start.
 */
public final class Workspaces implements AutoCloseable {

    private static final Pattern OF_PROCESS = Pattern.compile("(\\d{1,10})-\\d+");

    private final Path directory;
    private final Solutions solutions;
    private final Starters starters;
    private int count;
    private boolean closed;

    private Workspaces(Path directory, Solutions solutions, Starters starters) {
        this.directory = directory;
        this.solutions = solutions;
        this.starters = starters;
    }

    /**
     * @param root the course's directory
     * @throws Trouble when {@code target} cannot be written
     */
    public static Workspaces open(Path root, Solutions solutions, Starters starters) {
        Path all = root.resolve("target").resolve("workspaces");
        Disk.createDirectories(all);
        Disk.list(all).stream().filter(Workspaces::isOfDeadProcess).forEach(Disk::delete);
        return new Workspaces(claim(all), solutions, starters);
    }

    /** What the student has written. */
    public Workspace student(Lab lab) {
        return layOut(
                lab,
                "student",
                SourceTree.read(lab.phase(), "src/main", SourceTree.below(lab.directory())));
    }

    public Workspace solution(Lab lab) {
        return layOut(lab, "solution", solutions.reference(lab));
    }

    /** The starter, cut afresh. */
    public Workspace starter(Lab lab) {
        return layOut(lab, "starter", starters.of(lab));
    }

    public Workspace wrongAnswer(Lab lab, WrongAnswer wrong) {
        return layOut(lab, wrong.name(), solutions.withMistake(lab, wrong));
    }

    public Workspace alternative(Lab lab, String name) {
        return layOut(lab, name, solutions.alternative(lab, name));
    }

    /** Code of somebody else's making, with the lab's tests. */
    public Workspace withTests(Lab lab, String name, SourceTree code) {
        return layOut(lab, name, code);
    }

    /** A tree of somebody else's making. */
    public Workspace of(String name, SourceTree tree) {
        return write("other", name, tree);
    }

    /** Removes every workspace; none can be laid out afterwards. */
    @Override
    public synchronized void close() {
        closed = true;
        Disk.delete(directory);
    }

    private Workspace layOut(Lab lab, String name, SourceTree code) {
        SourceTree tests =
                SourceTree.read(lab.phase(), "src/test", SourceTree.below(lab.directory()));
        return write(lab.id(), name, code.with(tests));
    }

    private synchronized Workspace write(String id, String name, SourceTree tree) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        Path root = directory.resolve("%d-%s-%s".formatted(++count, id, name));
        tree.writeTo(root);
        return new Workspace(root);
    }

    private static Path claim(Path all) {
        long pid = ProcessHandle.current().pid();
        for (int n = 1; ; n++) {
            Path free = all.resolve(pid + "-" + n);
            try {
                return Files.createDirectory(free);
            } catch (FileAlreadyExistsException e) {
                // Another object of this process has it.
            } catch (IOException e) {
                throw Trouble.disk(free, e);
            }
        }
    }

    private static boolean isOfDeadProcess(Path tree) {
        Matcher name = OF_PROCESS.matcher(tree.getFileName().toString());
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }
}
