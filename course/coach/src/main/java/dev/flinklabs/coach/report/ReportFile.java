package dev.flinklabs.coach.report;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.verdict.TestVerdict;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Keeps the whole of a verdict that is red or broken, stack traces and output included, in {@code
 * .lab/reports/}.
 */
public final class ReportFile {

    private final Path directory;

    /**
     * @param root the course's directory
     */
    public ReportFile(Path root) {
        this.directory = root.resolve(".lab").resolve("reports");
    }

    /**
     * The lab's file.
     *
     * @param version empty for the student's code, which has a file of its own; else what was
     *     graded instead
     */
    public Path of(Lab lab, String version) {
        return directory.resolve(lab.id() + (version.isEmpty() ? "" : "-" + version) + ".txt");
    }

    /** Writes the file in one step, over that of an earlier verdict. */
    public void write(Grade grade, String version) {
        Disk.replace(of(grade.lab(), version), text(grade));
    }

    /** Removes what an earlier verdict left: a green lab has no report. */
    public void delete(Lab lab, String version) {
        Disk.delete(of(lab, version));
    }

    private static String text(Grade grade) {
        LabVerdict verdict = grade.verdict();
        StringBuilder text = new StringBuilder();
        text.append(
                "%s %s: %s\n"
                        .formatted(verdict.id(), grade.lab().title(), words(verdict.outcome())));
        section(text, "The course is broken", grade.defect());
        section(text, "Why", verdict.reason());
        for (TestVerdict test : verdict.tests()) {
            text.append(
                    "\n%s: %s (%d ms)\n"
                            .formatted(
                                    test.display(), words(test.outcome()), test.time().toMillis()));
            if (!test.trace().contains(test.message())) {
                paragraph(text, test.message());
            }
            paragraph(text, test.where());
            paragraph(text, test.trace());
        }
        section(text, "What was printed", verdict.output());
        return text.toString();
    }

    private static void section(StringBuilder text, String title, String content) {
        if (!content.isBlank()) {
            text.append("\n%s\n%s\n".formatted(title, "-".repeat(title.length())));
            paragraph(text, content);
        }
    }

    private static void paragraph(StringBuilder text, String content) {
        if (!content.isBlank()) {
            text.append(content.stripTrailing()).append('\n');
        }
    }

    private static String words(Enum<?> outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
