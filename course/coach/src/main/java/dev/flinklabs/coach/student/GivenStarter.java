package dev.flinklabs.coach.student;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.programs.Program;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.starters.Starters;
import dev.flinklabs.coach.trouble.Trouble;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds the starter of a lab: cut from its solution, or, in an edition without solutions, as git's
 * last commit has it.
 */
public final class GivenStarter {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Path root;
    private final Solutions solutions;
    private final Starters starters;

    /**
     * @param root the course's directory
     */
    public GivenStarter(Path root, Solutions solutions, Starters starters) {
        this.root = root;
        this.solutions = solutions;
        this.starters = starters;
    }

    /** Whether it is taken from git. */
    public boolean isFromGit(Lab lab) {
        return !Files.isDirectory(solutions.mirror(lab.phase()));
    }

    /**
     * The starter, relative to the lab's phase.
     *
     * @throws Trouble when there is none to be had, or the solution cannot be cut
     */
    public SourceTree of(Lab lab) {
        if (!isFromGit(lab)) {
            return starters.of(lab);
        }
        return committed(lab)
                .orElseThrow(
                        () ->
                                Trouble.machine(
                                        "The starter of lab %s is not to be had here: there is no %s to cut it from, and git's last commit has no file of this lab. Take it from a fresh clone of the course."
                                                .formatted(
                                                        lab.id(),
                                                        root.relativize(
                                                                solutions.mirror(lab.phase())))));
    }

    private Optional<SourceTree> committed(Lab lab) {
        String phase = root.relativize(lab.phase()).toString();
        Optional<byte[]> listing =
                git("ls-tree", "-r", "-z", "--name-only", "HEAD", phase + "/src/main");
        if (listing.isEmpty()) {
            return Optional.empty();
        }
        Predicate<String> ofLab = SourceTree.below(lab.directory());
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String path : new String(listing.get(), StandardCharsets.UTF_8).split("\0")) {
            if (ofLab.test(path)) {
                Optional<byte[]> content = git("cat-file", "blob", "HEAD:./" + path);
                if (content.isEmpty()) {
                    return Optional.empty();
                }
                files.put(path.substring(phase.length() + 1), content.get());
            }
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new SourceTree(files));
    }

    private Optional<byte[]> git(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Program.output(root, DEADLINE, command);
    }
}
