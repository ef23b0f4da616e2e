package dev.flinklabs.coach.starters;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.catalogue.Phase;
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
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cuts starters from the reference solutions, the only hand-written text. */
public final class Starters {

    private static final Pattern LAB_FOLDER = Pattern.compile("/lab\\d+/");
    private static final Duration GIT_DEADLINE = Duration.ofSeconds(10);

    /**
     * What became of the starters that differ, each relative to the course's directory.
     *
     * @param written those that are now what the solutions give
     * @param kept those that somebody has edited
     */
    public record Writing(List<Path> written, List<Path> kept) {}

    private final Path root;
    private final Solutions solutions;

    /**
     * @param root the course's directory
     */
    public Starters(Path root, Solutions solutions) {
        this.root = root;
        this.solutions = solutions;
    }

    /**
     * The starter of one lab, relative to its phase.
     *
     * @throws Trouble when a mark is wrong, or a repair lab's wrong answer does not fit
     */
    public SourceTree of(Lab lab) {
        boolean blank = lab.starter().equals("blank");
        SourceTree source =
                blank
                        ? solutions.reference(lab)
                        : solutions.withMistake(lab, solutions.wrongAnswer(lab, lab.starter()));
        return cut(
                lab.phase(),
                source,
                (marks, name) -> blank ? marks.starter() : marks.withoutMarks(name));
    }

    /**
     * The files of a lab's reference solution as a student reads them: without the marks and stubs
     * that starters are cut by.
     *
     * @throws Trouble when the marks are not sound
     */
    public SourceTree solution(Lab lab) {
        return cut(lab.phase(), solutions.reference(lab), (marks, name) -> marks.solution());
    }

    /**
     * What is wrong with one lab's starter: it asks for nothing, or a file of it was never written.
     * A file that git's last commit holds may be away because the student has deleted it, and is
     * not looked for.
     *
     * @throws Trouble when it cannot be cut
     */
    public List<String> defects(Lab lab) {
        SourceTree starter = of(lab);
        SourceTree reference = solutions.reference(lab);
        List<String> defects = new ArrayList<>();
        if (lab.starter().equals("blank")
                && starter.files().keySet().stream()
                        .allMatch(path -> starter.text(path).equals(reference.text(path)))) {
            defects.add(
                    "the starter is the solution: there is no BEGIN SOLUTION in %s."
                            .formatted(
                                    starter.files().keySet().stream()
                                            .map(solutions.mirror(lab.phase())::resolve)
                                            .map(file -> root.relativize(file).toString())
                                            .collect(Collectors.joining(", "))));
        }
        List<Path> missing =
                starter.files().keySet().stream()
                        .map(path -> Path.of(lab.phase().getFileName().toString(), path))
                        .filter(path -> !Files.exists(root.resolve(path)))
                        .toList();
        if (!missing.isEmpty()) {
            List<String> committed = committed();
            missing.stream()
                    // In a copy that is no clone nobody knows who has deleted it.
                    .filter(path -> !committed.isEmpty() && !committed.contains(slashed(path)))
                    .map("%s is missing. ./lab dev starters cuts it from its solution."::formatted)
                    .forEach(defects::add);
        }
        return defects;
    }

    /** Every file of the course in git's last commit; empty where there is none of the course. */
    private List<String> committed() {
        return Program.output(
                        root, GIT_DEADLINE, "git", "ls-tree", "-r", "-z", "--name-only", "HEAD")
                .map(paths -> List.of(new String(paths, StandardCharsets.UTF_8).split("\0")))
                .filter(paths -> !paths.equals(List.of("")))
                .orElse(List.of());
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    /**
     * How the starters in the phases differ from what the solutions give: one sentence for each
     * file.
     *
     * @throws Trouble when they cannot be cut; the message names every defect
     */
    public List<String> differences(Catalogue catalogue) {
        List<String> differences = new ArrayList<>(strays(catalogue));
        for (Map.Entry<Path, byte[]> starter : all(catalogue).entrySet()) {
            Path file = root.resolve(starter.getKey());
            if (!Files.isRegularFile(file)) {
                differences.add(
                        "%s is missing: its solution is there.".formatted(starter.getKey()));
            } else if (!Arrays.equals(Disk.read(file), starter.getValue())) {
                differences.add("%s is not what its solution gives.".formatted(starter.getKey()));
            }
        }
        return differences;
    }

    /**
     * Writes the starters that differ. Touches nothing when one of them cannot be cut.
     *
     * @param overwrite whether a file that somebody has edited is written too: one that is neither
     *     what the commit holds nor what was written here before
     */
    public Writing write(Catalogue catalogue, boolean overwrite) {
        List<Path> written = new ArrayList<>();
        List<Path> kept = new ArrayList<>();
        all(catalogue)
                .forEach(
                        (path, content) -> {
                            Path file = root.resolve(path);
                            if (Files.isRegularFile(file)) {
                                byte[] found = Disk.read(file);
                                if (Arrays.equals(found, content)) {
                                    return;
                                }
                                if (!overwrite && isEdited(path, found)) {
                                    kept.add(path);
                                    return;
                                }
                            }
                            Disk.replace(file, content);
                            Disk.replace(lastWritten(path), content);
                            written.add(path);
                        });
        return new Writing(List.copyOf(written), List.copyOf(kept));
    }

    private boolean isEdited(Path path, byte[] found) {
        Path last = lastWritten(path);
        if (Files.isRegularFile(last) && Arrays.equals(Disk.read(last), found)) {
            return false;
        }
        String committedPath = "HEAD:./" + slashed(path);
        return Program.output(root, GIT_DEADLINE, "git", "cat-file", "blob", committedPath)
                .filter(committed -> Arrays.equals(committed, found))
                .isEmpty();
    }

    /** A solution changes several times before its starter is committed. */
    private Path lastWritten(Path path) {
        return root.resolve(".lab").resolve("starters").resolve(path);
    }

    /**
     * Files on either side that have no partner on the other: a starter without a solution, a
     * solution without a page.
     */
    public List<String> strays(Catalogue catalogue) {
        List<String> strays = new ArrayList<>(solutionsWithoutPage(catalogue));
        for (Phase phase : catalogue.phases()) {
            SourceTree given = SourceTree.read(phase.directory(), "src/main", path -> true);
            for (String path : given.files().keySet()) {
                if (!Files.isRegularFile(solutions.mirror(phase.directory()).resolve(path))) {
                    strays.add(
                            "%s/%s has no solution to be cut from. Delete it, or add the solution."
                                    .formatted(phase.name(), path));
                }
            }
        }
        return strays;
    }

    /** Files of solutions whose lab or phase has no page. */
    public List<String> solutionsWithoutPage(Catalogue catalogue) {
        List<String> strays = new ArrayList<>();
        for (Path mirror : Disk.list(root.resolve("solutions"))) {
            String name = mirror.getFileName().toString();
            if (!name.startsWith("phase-")) {
                continue;
            }
            Optional<Phase> phase =
                    catalogue.phases().stream().filter(one -> one.name().equals(name)).findFirst();
            for (String path : SourceTree.read(mirror, "src/main", path -> true).files().keySet()) {
                boolean ofPhase = phase.isPresent() && !LAB_FOLDER.matcher(path).find();
                boolean ofLab = phase.isPresent() && labOf(phase.get(), path).isPresent();
                if (!ofPhase && !ofLab) {
                    strays.add(
                            "solutions/%s/%s belongs to no lab that has a page."
                                    .formatted(name, path));
                }
            }
        }
        return strays;
    }

    /** Every starter file, relative to the course's directory. */
    private SortedMap<Path, byte[]> all(Catalogue catalogue) {
        SortedMap<Path, byte[]> all = new TreeMap<>();
        List<String> defects = new ArrayList<>();
        for (Phase phase : catalogue.phases()) {
            try {
                SourceTree ofPhase =
                        SourceTree.read(
                                solutions.mirror(phase.directory()),
                                "src/main",
                                path -> !LAB_FOLDER.matcher(path).find());
                collect(
                        phase,
                        cut(phase.directory(), ofPhase, (marks, name) -> marks.starter()),
                        all);
            } catch (Trouble e) {
                defects.add(e.getMessage());
            }
            for (Lab lab : phase.labs()) {
                try {
                    collect(phase, of(lab), all);
                } catch (Trouble e) {
                    defects.add(e.getMessage());
                }
            }
        }
        if (!defects.isEmpty()) {
            throw Trouble.course(String.join("\n", defects));
        }
        return all;
    }

    private static void collect(Phase phase, SourceTree starter, SortedMap<Path, byte[]> all) {
        starter.files().forEach((path, content) -> all.put(Path.of(phase.name(), path), content));
    }

    private static Optional<Lab> labOf(Phase phase, String path) {
        return phase.labs().stream()
                .filter(lab -> SourceTree.below(lab.directory()).test(path))
                .findFirst();
    }

    private SourceTree cut(
            Path phase, SourceTree source, BiFunction<Marks, String, String> version) {
        SourceTree result = source;
        for (String path : source.files().keySet()) {
            String text = source.text(path);
            String name = root.relativize(solutions.mirror(phase).resolve(path)).toString();
            Optional<Language> language = Language.of(path);
            if (language.isPresent()) {
                Marks marks = Marks.read(name, text, language.get());
                result = result.with(path, version.apply(marks, name));
            } else if (text.contains("BEGIN SOLUTION")) {
                throw Trouble.course(
                        "%s: this kind of file has no marks; .java, .sql, .yaml, .yml, .properties, .py do."
                                .formatted(name));
            }
        }
        return result;
    }
}
