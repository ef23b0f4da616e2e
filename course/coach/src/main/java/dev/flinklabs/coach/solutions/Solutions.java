package dev.flinklabs.coach.solutions;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.catalogue.Nearest;
import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.trouble.Trouble;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code solutions/}: reference solutions, wrong answers, alternatives. */
public final class Solutions {

    private static final String PATCH = ".patch";

    /** Lines that are comments, marks among them, and the mark at a line's end. */
    private static final Pattern COMMENT =
            Pattern.compile("(?m)^[ \\t]*(?://|--|#)(?:[ \\t].*)?$|(?://|--|#)[ \\t]*SOLUTION$");

    private final Path root;
    private final Path directory;

    /**
     * @param root the course's directory
     */
    public Solutions(Path root) {
        this.root = root;
        this.directory = root.resolve("solutions");
    }

    /** The mirror of a phase: {@code solutions/phase-2-jobs}. */
    public Path mirror(Path phase) {
        return directory.resolve(phase.getFileName());
    }

    public Path discussion(Lab lab) {
        return mirror(lab.phase()).resolve("discussions").resolve(lab.page().getFileName());
    }

    /**
     * The files of a lab's reference solution, marks included, relative to its phase.
     *
     * @throws Trouble when there are none
     */
    public SourceTree reference(Lab lab) {
        SourceTree files =
                SourceTree.read(mirror(lab.phase()), "src/main", SourceTree.below(lab.directory()));
        if (files.files().isEmpty()) {
            throw Trouble.course(
                    "Lab %s has no reference solution: there is no file below a folder %s in %s."
                            .formatted(
                                    lab.id(),
                                    lab.directory(),
                                    root.relativize(mirror(lab.phase())).resolve("src/main")));
        }
        return files;
    }

    /** The names of a lab's wrong answers, sorted. */
    public List<String> wrongAnswers(Lab lab) {
        return Disk.list(wrong(lab)).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(PATCH))
                .map(name -> name.substring(0, name.length() - PATCH.length()))
                .toList();
    }

    /** Where the wrong answer of that name lies, or would lie. */
    public Path wrongAnswerFile(Lab lab, String name) {
        return wrong(lab).resolve(name + PATCH);
    }

    /**
     * @throws Trouble when there is none of that name, or its file cannot be understood
     */
    public WrongAnswer wrongAnswer(Lab lab, String name) {
        Path file = wrongAnswerFile(lab, name);
        if (!Files.isRegularFile(file)) {
            throw Trouble.course(
                    "Lab %s has no wrong answer '%s': there is no %s. Nearest: %s."
                            .formatted(
                                    lab.id(),
                                    name,
                                    root.relativize(file),
                                    String.join(", ", Nearest.to(name, wrongAnswers(lab)))));
        }
        return WrongAnswer.parse(name, root.relativize(file).toString(), Disk.readText(file));
    }

    /** The reference with a wrong answer's patch applied, marks included. */
    public SourceTree withMistake(Lab lab, WrongAnswer wrong) {
        return wrong.applyTo(reference(lab), lab.phase().getFileName().toString());
    }

    /** The names of a lab's alternatives, sorted. */
    public List<String> alternatives(Lab lab) {
        return Disk.list(directory.resolve("alternatives").resolve(lab.id())).stream()
                .filter(Files::isDirectory)
                .map(alternative -> alternative.getFileName().toString())
                .toList();
    }

    /**
     * The reference with an alternative's files laid over it. New files may lie in the lab's
     * folder.
     *
     * @throws Trouble when the alternative has no file, or one that is none of the lab's, or when
     *     it replaces nothing of the reference by something else
     */
    public SourceTree alternative(Lab lab, String name) {
        Path alternative = directory.resolve("alternatives").resolve(lab.id()).resolve(name);
        SourceTree files = SourceTree.read(alternative, "", path -> true);
        if (files.files().isEmpty()) {
            throw Trouble.course("%s holds no file.".formatted(root.relativize(alternative)));
        }
        SourceTree reference = reference(lab);
        String solution = String.join(", ", reference.files().keySet());
        Set<String> folders =
                reference.files().keySet().stream()
                        .map(path -> folder(lab, path))
                        .collect(Collectors.toSet());
        for (String path : files.files().keySet()) {
            if (reference.text(path) == null && !folders.contains(folder(lab, path))) {
                throw Trouble.course(
                        "%s replaces no file of the solution of lab %s, and does not lie in its folder either. The solution is %s."
                                .formatted(
                                        root.relativize(alternative.resolve(path)),
                                        lab.id(),
                                        solution));
            }
        }
        List<String> replaced =
                files.files().keySet().stream()
                        .filter(path -> reference.text(path) != null)
                        .toList();
        if (replaced.isEmpty()) {
            throw Trouble.course(
                    "%s replaces no file of the solution, which is %s."
                            .formatted(root.relativize(alternative), solution));
        }
        if (replaced.stream()
                .allMatch(path -> code(files.text(path)).equals(code(reference.text(path))))) {
            throw Trouble.course(
                    "%s is the solution itself, comments and blanks aside. An alternative is right in another way."
                            .formatted(root.relativize(alternative)));
        }
        return reference.with(files);
    }

    /** The lab's folder below a source root, {@code dev/flinklabs/jobs/lab07}; else empty. */
    private static String folder(Lab lab, String path) {
        Matcher below =
                Pattern.compile("src/main/[^/]+/((?:.*/)?%s)/.+".formatted(lab.directory()))
                        .matcher(path);
        return below.matches() ? below.group(1) : "";
    }

    private static String code(String text) {
        return COMMENT.matcher(text).replaceAll("").replaceAll("\\s+", "");
    }

    /**
     * Wrong answers, alternatives and discussions of labs that have no page: one sentence for each
     * folder or file.
     */
    public List<String> ofUnknownLabs(Catalogue catalogue) {
        List<Path> discussions = catalogue.labs().stream().map(this::discussion).toList();
        Stream<Path> byId =
                Stream.of("wrong", "alternatives")
                        .flatMap(kind -> Disk.list(directory.resolve(kind)).stream())
                        .filter(folder -> catalogue.lab(folder.getFileName().toString()).isEmpty());
        Stream<Path> byPage =
                Disk.list(directory).stream()
                        .flatMap(mirror -> Disk.list(mirror.resolve("discussions")).stream())
                        .filter(file -> file.toString().endsWith(".md"))
                        .filter(file -> !discussions.contains(file));
        return Stream.concat(byId, byPage)
                .map(path -> root.relativize(path) + " belongs to no lab that has a page.")
                .toList();
    }

    private Path wrong(Lab lab) {
        return directory.resolve("wrong").resolve(lab.id());
    }
}
