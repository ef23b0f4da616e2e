package dev.flinklabs.coach;

import dev.flinklabs.coach.bench.BenchListener;
import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.hints.DoneWhen;
import dev.flinklabs.coach.report.CourseMap;
import dev.flinklabs.coach.report.TerminalReport;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.watch.LabText;
import dev.flinklabs.coach.watch.Verbs;
import dev.flinklabs.coach.workspace.Workspace;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Does for a watched lab what the commands of the same names do. */
final class CommandVerbs implements Verbs {

    private final Course course;
    private final Catalogue catalogue;
    private final Session session;
    private final VerdictRecord record;

    CommandVerbs(Course course, Catalogue catalogue, Session session) {
        this.course = course;
        this.catalogue = catalogue;
        this.session = session;
        this.record = new VerdictRecord(course);
    }

    @Override
    public SourceTree text(Lab lab) {
        return LabText.of(lab);
    }

    @Override
    public void prepare(Lab lab) {
        course.ownBenches().open(lab.phase()).close();
    }

    @Override
    public Grade check(Lab lab, SourceTree text, BenchListener listener) {
        AtomicReference<Workspace> workspace = new AtomicReference<>();
        try {
            return session.grade(
                    lab,
                    () -> {
                        workspace.set(session.workspaces().of(lab.id() + "-student", text));
                        return workspace.get();
                    },
                    listener);
        } finally {
            // Hundreds may come before the end of the session.
            Optional.ofNullable(workspace.get()).map(Workspace::root).ifPresent(Disk::delete);
        }
    }

    @Override
    public void abort() {
        session.abort();
    }

    @Override
    public Optional<String> keep(Grade grade) {
        return record.keep(grade, "", true).map(course.paths()::shown);
    }

    @Override
    public String afterGreen(Lab lab) {
        TerminalReport report = new TerminalReport(course.screen(), course.paths());
        return "  Done when\n\n%s\n%s%s"
                .formatted(
                        DoneWhen.of(course.root(), lab),
                        record.whatComesNext(report, catalogue, lab),
                        next().isPresent() ? "  n       goes there\n" : "");
    }

    @Override
    public Optional<Lab> next() {
        return course.progress().state().next(catalogue.labs());
    }

    @Override
    public String hint(Lab lab, boolean another) {
        HintReport hints = new HintReport(course);
        boolean none = course.progress().state().hintsSeen(lab) == 0;
        if (!another && !none) {
            return hints.again(lab);
        }
        String next = hints.next(lab);
        try {
            hints.remember(lab);
        } catch (Trouble e) {
            // It helps all the same.
            return next + "\n  " + e.getMessage();
        }
        return next;
    }

    @Override
    public String list() {
        return new CourseMap(course.screen(), course.paths(), course.needs()::providers)
                .of(catalogue, course.progress().state());
    }

    @Override
    public String reset(Lab lab) {
        return ResetCommand.reset(course, lab);
    }
}
