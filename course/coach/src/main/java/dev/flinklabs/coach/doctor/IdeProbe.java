package dev.flinklabs.coach.doctor;

import dev.flinklabs.coach.files.Disk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads which language level an IDE has written into its settings. */
final class IdeProbe {

    private static final String NAME = "IDE";
    private static final String PURPOSE = "language level %d, as in the pom".formatted(Probes.JAVA);

    /** {@code 1.8} and {@code 1_8} are 8. */
    private static final String LEVEL = "(?:1[._])?(\\d{1,3})";

    private enum Ide {
        INTELLIJ(
                "IntelliJ IDEA",
                ".idea",
                "misc.xml",
                "languageLevel=\"JDK_" + LEVEL,
                "File, Project Structure, Project: set the language level to %d; then reload the"
                        + " Maven project."),
        ECLIPSE(
                "Eclipse",
                ".settings",
                "org.eclipse.jdt.core.prefs",
                "(?m)^org\\.eclipse\\.jdt\\.core\\.compiler\\.source=" + LEVEL,
                "Right-click the project: Maven, Update Project. It takes %d from the pom."),
        VS_CODE(
                "VS Code",
                ".vscode",
                "settings.json",
                "\"JavaSE-" + LEVEL + "\"",
                "In .vscode/settings.json, java.configuration.runtimes: add a JDK %d and make it the"
                        + " default.");

        private final String title;
        private final String folder;
        private final String file;
        private final Pattern level;
        private final String remedy;

        Ide(String title, String folder, String file, String level, String remedy) {
            this.title = title;
            this.folder = folder;
            this.file = file;
            this.level = Pattern.compile(level);
            this.remedy = remedy;
        }
    }

    private IdeProbe() {}

    /** One finding for each IDE that has settings here; one that says so when there is none. */
    static List<Finding> look(Path root) {
        List<Finding> findings = new ArrayList<>();
        for (Ide ide : Ide.values()) {
            List<Path> folders =
                    Stream.concat(
                                    Stream.of(root),
                                    Disk.list(root).stream().filter(IdeProbe::isPhase))
                            .map(place -> place.resolve(ide.folder))
                            .filter(Files::isDirectory)
                            .toList();
            if (!folders.isEmpty()) {
                findings.add(of(ide, folders));
            }
        }
        if (findings.isEmpty()) {
            findings.add(
                    Finding.notNeededNow(
                            NAME,
                            "no settings of one here",
                            PURPOSE,
                            "An IDE takes it from the pom when you open the course's folder."));
        }
        return findings;
    }

    private static Finding of(Ide ide, List<Path> folders) {
        OptionalInt level =
                folders.stream()
                        .map(folder -> folder.resolve(ide.file))
                        .filter(Files::isRegularFile)
                        .map(Disk::readText)
                        .map(text -> level(ide, text))
                        .flatMapToInt(OptionalInt::stream)
                        .min();
        if (level.isEmpty()) {
            return Finding.notNeededNow(
                    NAME,
                    ide.title + ": names none",
                    PURPOSE,
                    "It takes it from the pom; reload the Maven project if it does not.");
        }
        String found = "%s: %d".formatted(ide.title, level.getAsInt());
        return level.getAsInt() < Probes.JAVA
                ? Finding.lacking(NAME, found, PURPOSE, ide.remedy.formatted(Probes.JAVA))
                : Finding.there(NAME, found, PURPOSE);
    }

    /** VS Code lists every JDK that it knows, and the newest counts; the others name one level. */
    private static OptionalInt level(Ide ide, String text) {
        Matcher level = ide.level.matcher(text);
        return level.results().mapToInt(found -> Integer.parseInt(found.group(1))).max();
    }

    private static boolean isPhase(Path place) {
        return place.getFileName().toString().startsWith("phase-");
    }
}
