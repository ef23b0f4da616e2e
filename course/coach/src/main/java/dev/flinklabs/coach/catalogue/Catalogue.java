package dev.flinklabs.coach.catalogue;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.trouble.Trouble;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All labs of the course, as their pages declare them; there is no second list of labs. */
public final class Catalogue {

    private static final Pattern PHASE = Pattern.compile("phase-(0|[1-9]\\d*)-[a-z0-9-]+");
    private static final Pattern PHASE_NAMED = Pattern.compile("(?:phase-)?(0|[1-9]\\d*)");

    private final List<Phase> phases;

    private Catalogue(List<Phase> phases) {
        this.phases = phases;
    }

    /**
     * Reads {@code phase-*}{@code /labs/*.md} below the course's directory.
     *
     * @throws Trouble when a page is not as it must be; the message names every defect with file
     *     and line
     */
    public static Catalogue read(Path root) {
        List<String> defects = new ArrayList<>();
        List<Phase> phases = new ArrayList<>();
        for (Path directory : phaseDirectories(root)) {
            int number = phaseNumber(directory);
            List<Lab> labs = labs(root, directory, number, defects);
            if (!labs.isEmpty()) {
                phases.add(new Phase(number, title(directory), directory, labs));
            }
        }
        refuseDuplicates(root, phases, defects);
        if (!defects.isEmpty()) {
            throw Trouble.course(String.join("\n", defects));
        }
        if (phases.isEmpty()) {
            throw Trouble.course(
                    "%s holds no labs: there is no page phase-…/labs/….md below it."
                            .formatted(root));
        }
        return new Catalogue(List.copyOf(phases));
    }

    /** The directories of phases, by number; also those that have no lab yet. */
    public static List<Path> phaseDirectories(Path root) {
        return Disk.list(root).stream()
                .filter(path -> PHASE.matcher(path.getFileName().toString()).matches())
                .filter(Files::isDirectory)
                .sorted(Comparator.comparingInt(Catalogue::phaseNumber))
                .toList();
    }

    private static int phaseNumber(Path directory) {
        Matcher name = PHASE.matcher(directory.getFileName().toString());
        name.matches();
        return Integer.parseInt(name.group(1));
    }

    /** Whether a page may be called so: {@code 2.7-unpaid-orders.md}. */
    public static boolean isPageName(String name) {
        return LabPage.isName(name);
    }

    public List<Phase> phases() {
        return phases;
    }

    /** By phase, then by number: 2.2 comes before 2.10. */
    public List<Lab> labs() {
        return phases.stream().flatMap(phase -> phase.labs().stream()).toList();
    }

    public Optional<Lab> lab(String id) {
        return labs().stream().filter(lab -> lab.id().equals(id)).findFirst();
    }

    /**
     * The labs that somebody means.
     *
     * @param word {@code all}; a lab's id; a phase ({@code 2}, {@code phase-2} or its directory);
     *     or how a lab's title or page's name begins, where that fits one lab only
     * @throws Trouble when it fits no lab, or more than one; the message names the nearest ids
     */
    public List<Lab> find(String word) {
        String wanted = word.strip().toLowerCase(Locale.ROOT);
        if (wanted.equals("all")) {
            return labs();
        }
        Optional<Lab> byId = lab(wanted);
        if (byId.isPresent()) {
            return List.of(byId.get());
        }
        Matcher number = PHASE_NAMED.matcher(wanted);
        Predicate<Phase> named =
                number.matches()
                        ? phase -> number.group(1).equals(String.valueOf(phase.number()))
                        : phase -> phase.name().equals(wanted);
        List<Lab> ofPhase =
                phases.stream().filter(named).flatMap(phase -> phase.labs().stream()).toList();
        if (!ofPhase.isEmpty()) {
            return ofPhase;
        }
        List<Lab> byName =
                wanted.isEmpty()
                        ? List.of()
                        : labs().stream().filter(lab -> beginsWith(lab, wanted)).toList();
        if (byName.size() == 1) {
            return byName;
        }
        throw Trouble.usage(byName.isEmpty() ? unknown(word, wanted) : ambiguous(word, byName));
    }

    private static boolean beginsWith(Lab lab, String words) {
        return slug(lab).startsWith(words)
                || lab.title().toLowerCase(Locale.ROOT).startsWith(words);
    }

    /** The page's name without the id and the ending: {@code unpaid-orders}. */
    private static String slug(Lab lab) {
        String name = lab.page().getFileName().toString();
        return name.substring(lab.id().length() + 1, name.length() - ".md".length());
    }

    private String unknown(String word, String wanted) {
        Map<String, Lab> names = new LinkedHashMap<>();
        boolean isNumber = wanted.matches("[\\d.,-]+");
        labs().forEach(lab -> names.put(isNumber ? lab.id() : slug(lab), lab));
        List<Lab> nearest = Nearest.to(wanted, names.keySet()).stream().map(names::get).toList();
        return "There is no lab or phase '%s'. Nearest: %s. ./lab shows them all."
                .formatted(word, listed(nearest));
    }

    private static String ambiguous(String word, List<Lab> labs) {
        return "'%s' fits more than one lab: %s. Say which by its id."
                .formatted(word, listed(labs));
    }

    private static String listed(List<Lab> labs) {
        return String.join(", ", labs.stream().map(lab -> lab.id() + " " + lab.title()).toList());
    }

    private static List<Lab> labs(Path root, Path phase, int number, List<String> defects) {
        return Disk.list(phase.resolve("labs")).stream()
                .filter(page -> page.toString().endsWith(".md"))
                .flatMap(page -> LabPage.read(root, page, number, defects).stream())
                .sorted(Comparator.comparingInt(Lab::number))
                .toList();
    }

    private static String title(Path phase) {
        Path readme = phase.resolve("README.md");
        if (Files.isRegularFile(readme)) {
            Optional<String> heading =
                    Disk.readText(readme)
                            .lines()
                            .filter(line -> line.startsWith("# "))
                            .map(line -> line.substring(2).strip())
                            .findFirst();
            if (heading.isPresent()) {
                return heading.get();
            }
        }
        return phase.getFileName().toString();
    }

    private static void refuseDuplicates(Path root, List<Phase> phases, List<String> defects) {
        Map<String, Lab> seen = new LinkedHashMap<>();
        for (Phase phase : phases) {
            for (Lab lab : phase.labs()) {
                Lab first = seen.putIfAbsent(lab.id(), lab);
                if (first != null) {
                    defects.add(
                            "%s:2: the id %s is already that of %s."
                                    .formatted(
                                            root.relativize(lab.page()),
                                            lab.id(),
                                            root.relativize(first.page())));
                }
            }
        }
    }
}
