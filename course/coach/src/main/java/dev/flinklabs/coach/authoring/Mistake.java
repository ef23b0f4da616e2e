package dev.flinklabs.coach.authoring;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.programs.Program;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.trouble.Trouble;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A mistake that an author has edited into a lab's reference solution. */
public final class Mistake {

    /** What stands above a diff, to be filled in; it is understood as it is. */
    static final String HEADER =
            """
            misconception: what somebody believed
            caught by: SomeTest.that_fails
            says: "words of its failure"
            """;

    private static final Duration GIT_DEADLINE = Duration.ofSeconds(10);

    private final Path root;
    private final Solutions solutions;
    private final Lab lab;

    /**
     * @param root the course's directory, in a clone whose last commit holds the lab's solution
     */
    public Mistake(Path root, Solutions solutions, Lab lab) {
        this.root = root;
        this.solutions = solutions;
        this.lab = lab;
    }

    /**
     * Writes the mistake down as a wrong answer, then restores the solution as git's last commit
     * has it. What an earlier file of that name says above its diff is kept, if it has no diff yet.
     *
     * @param name of the wrong answer, such as {@code field-state}
     * @return the patch file
     * @throws Trouble when there is no mistake, or such a wrong answer is there already; nothing is
     *     written or restored then
     */
    public Path moveTo(String name) {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw Trouble.usage(
                    "'%s' is no name of a wrong answer. One is a few words in small letters, such as field-state."
                            .formatted(name));
        }
        Path file = solutions.wrongAnswerFile(lab, name);
        String header = Files.isRegularFile(file) ? Disk.readText(file) : HEADER;
        if (header.contains("\n@@ ")) {
            throw Trouble.usage(
                    "%s is there already. Choose another name, or delete it."
                            .formatted(root.relativize(file)));
        }
        List<String> changed = changed();
        String diff =
                git(
                                changed,
                                "diff",
                                "--relative",
                                "--no-color",
                                "--no-ext-diff",
                                "--no-textconv",
                                "--src-prefix=a/",
                                "--dst-prefix=b/",
                                "-U3",
                                "HEAD")
                        .lines()
                        .filter(line -> !line.startsWith("diff ") && !line.startsWith("index "))
                        .collect(Collectors.joining("\n", "", "\n"));
        Disk.replace(file, header + diff);
        git(changed, "checkout", "--quiet", "HEAD");
        return file;
    }

    /** The files of the solution that are not as they were committed, relative to solutions. */
    private List<String> changed() {
        String folder = solutions.mirror(lab.phase()).getFileName() + "/src/main";
        String[] states =
                git(
                                List.of(folder),
                                "diff",
                                "--relative",
                                "--no-renames",
                                "--name-status",
                                "-z",
                                "HEAD")
                        .split("\0");
        List<String> changed = new ArrayList<>();
        for (int i = 0; i + 1 < states.length; i += 2) {
            if (!SourceTree.below(lab.directory()).test(states[i + 1])) {
                continue;
            }
            if (!states[i].equals("M")) {
                throw Trouble.usage(
                        "solutions/%s is in git's last commit or here, and not in both. Commit the solution of lab %s first; a wrong answer then changes files, and neither adds nor deletes one."
                                .formatted(states[i + 1], lab.id()));
            }
            changed.add(states[i + 1]);
        }
        if (changed.isEmpty()) {
            throw Trouble.usage(
                    "The solution of lab %s is as git's last commit has it, or is not committed. Commit it, edit it into the mistake, then run the same command again."
                            .formatted(lab.id()));
        }
        return changed;
    }

    private String git(List<String> paths, String... arguments) {
        String[] command =
                Stream.of(
                                Stream.of("git"),
                                Arrays.stream(arguments),
                                Stream.of("--"),
                                paths.stream())
                        .flatMap(words -> words)
                        .toArray(String[]::new);
        Optional<byte[]> printed = Program.output(root.resolve("solutions"), GIT_DEADLINE, command);
        return new String(
                printed.orElseThrow(
                        () ->
                                Trouble.machine(
                                        "git cannot be asked: in solutions/, '%s' ended badly. A wrong answer is made of what differs from git's last commit."
                                                .formatted(String.join(" ", command)))),
                StandardCharsets.UTF_8);
    }
}
