package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.report.ReportFile;
import dev.flinklabs.coach.report.TerminalReport;
import dev.flinklabs.coach.verdict.Outcome;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes verdicts down for later, and knows what comes after them. */
final class VerdictRecord {

    private final Course course;

    VerdictRecord(Course course) {
        this.course = course;
    }

    /**
     * Writes down the whole report of a lab that is red or broken, and the student's progress.
     *
     * @param version what was graded instead of the student's code, as in {@link ReportFile}; empty
     *     when it was that, which alone is progress
     * @param takesInHand whether the student asked for this lab, and not for many
     * @return where the report lies; empty when the terminal shows all that there is to say
     */
    Optional<Path> keep(Grade grade, String version, boolean takesInHand) {
        Outcome outcome = grade.verdict().outcome();
        boolean more =
                !grade.defect().isEmpty() || outcome == Outcome.FAILED || outcome == Outcome.BROKEN;
        ReportFile report = new ReportFile(course.root());
        if (more) {
            report.write(grade, version);
        } else {
            report.delete(grade.lab(), version);
        }
        if (version.isEmpty() && grade.defect().isEmpty() && outcome != Outcome.NOT_RUN) {
            course.progress().record(grade.lab(), outcome, takesInHand);
        }
        return more ? Optional.of(report.of(grade.lab(), version)) : Optional.empty();
    }

    /** What a student does after this lab, which is green. */
    String whatComesNext(TerminalReport report, Catalogue catalogue, Lab lab) {
        Path discussion = course.solutions().discussion(lab);
        return report.whatComesNext(
                Optional.of(discussion).filter(Files::isRegularFile).map(course.paths()::shown),
                course.progress().state().next(catalogue.labs()));
    }
}
