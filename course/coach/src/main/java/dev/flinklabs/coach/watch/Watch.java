package dev.flinklabs.coach.watch;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.trouble.Trouble;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A lab in hand: what saves, keys and runs make of it. A verdict is taken only for the text that is
 * on the disk when it comes; otherwise the lab is run again. All methods are called on one thread.
 */
final class Watch {

    private final Verbs verbs;
    private final Executor grading;
    private final Executor here;
    private final Consumer<Lab> prepare;
    private final Consumer<Lab> follow;
    private final LongSupplier clock;

    private Lab lab;
    private SourceTree text;
    private Run run;
    private Grade verdict;
    private Optional<String> report = Optional.empty();
    private String afterGreen = "";
    private String trouble = "";
    private Sheet sheet;
    private boolean warm;
    private boolean over;

    /**
     * @param grading runs one thing after the other, on a thread of its own
     * @param here runs things on the thread that calls this object
     * @param prepare is called before the first lab of a phase is run; may throw a {@link Trouble}
     * @param follow is told of which lab the saves matter now
     * @param clock a {@link System#nanoTime}
     */
    Watch(
            Verbs verbs,
            Executor grading,
            Executor here,
            Consumer<Lab> prepare,
            Consumer<Lab> follow,
            LongSupplier clock) {
        this.verbs = verbs;
        this.grading = grading;
        this.here = here;
        this.prepare = prepare;
        this.follow = follow;
        this.clock = clock;
    }

    /**
     * Takes a lab in hand, and runs it. No run may be under way.
     *
     * @throws Trouble when its phase cannot be run; then the lab in hand is the same as before
     */
    void begin(Lab lab) {
        if (this.lab == null || !this.lab.phase().equals(lab.phase())) {
            prepare.accept(lab);
            warm = false;
        }
        this.lab = lab;
        text = null;
        forgetVerdict();
        sheet = null;
        look();
        follow.accept(lab);
    }

    boolean isOver() {
        return over;
    }

    boolean isRunning() {
        return run != null;
    }

    Board board() {
        return new Board(
                lab,
                Optional.ofNullable(run)
                        .map(going -> new Board.Running(going.ended(), going.time(now()))),
                Optional.ofNullable(verdict),
                report,
                afterGreen,
                trouble,
                Optional.ofNullable(sheet));
    }

    /** A file may have been saved: nothing happens unless the text is another one. */
    void saved() {
        if (look()) {
            sheet = null;
        }
    }

    /** Time has passed. */
    void tick() {
        if (run != null && run.isToBeAborted(now())) {
            run.aborted(now());
            verbs.abort();
        }
    }

    /**
     * The machine slept. What runs in the bench's JVM believes that others have been silent for as
     * long: it is not to be used any more.
     */
    void slept() {
        verbs.abort();
        warm = false;
        if (run != null) {
            run.aborted(now());
            run.unwant(now());
        }
    }

    void pressed(Key key) {
        Sheet before = sheet;
        boolean asked = before != null && before.kind() == Sheet.Kind.QUESTION;
        sheet = null;
        try {
            if (asked) {
                answered(key);
            } else {
                perform(key, before);
            }
        } catch (Trouble e) {
            sheet = message(e.getMessage());
        }
    }

    private void answered(Key key) {
        switch (key) {
            case YES -> {
                sheet = Sheet.of(Sheet.Kind.OTHER, verbs.reset(lab));
                look();
            }
            case QUIT -> over = true;
            default -> {}
        }
    }

    private void perform(Key key, Sheet before) {
        switch (key) {
            case HINT -> {
                boolean another = before != null && before.kind() == Sheet.Kind.HINT;
                sheet = Sheet.of(Sheet.Kind.HINT, verbs.hint(lab, another));
            }
            case NEXT -> next();
            case LIST ->
                    sheet =
                            new Sheet(
                                    Sheet.Kind.OTHER, verbs.list(), " %s ".formatted(lab.id()), 0);
            case RERUN -> rerun();
            case RESET -> sheet = Sheet.of(Sheet.Kind.QUESTION, question());
            case HELP -> sheet = Sheet.of(Sheet.Kind.OTHER, Help.TEXT);
            case QUIT -> over = true;
            case MORE -> sheet = before == null ? null : before.turnedOver();
            case YES, BACK, REDRAW -> {}
        }
    }

    private void next() {
        boolean green = run == null && verdict != null && verdict.isGreen();
        if (!green) {
            sheet =
                    message(
                            "n goes to the next lab when this one is green, and %s is not. To leave it as it is: q, then ./lab watch with the id of another lab."
                                    .formatted(lab.id()));
            return;
        }
        verbs.next().ifPresentOrElse(this::begin, () -> sheet = message("Every lab is green."));
    }

    private String question() {
        return "  Put the starter of %s %s back? Your files are saved first, and what comes then says how to undo it."
                .formatted(lab.id(), lab.title());
    }

    private static Sheet message(String sentence) {
        return Sheet.of(Sheet.Kind.OTHER, "  " + sentence);
    }

    private void rerun() {
        text = null;
        look();
    }

    /** Has the text graded, if it is another one than before. Returns whether it is. */
    private boolean look() {
        SourceTree now;
        try {
            now = verbs.text(lab);
        } catch (Trouble e) {
            boolean news = !trouble.equals(e.getMessage());
            text = null;
            forgetVerdict();
            trouble = e.getMessage();
            if (run != null) {
                run.unwant(now());
            }
            return news;
        }
        if (text != null && text.isSameAs(now)) {
            return false;
        }
        boolean anyway = text == null;
        text = now;
        trouble = "";
        if (run == null) {
            start();
        } else if (!anyway && run.text().isSameAs(now)) {
            run.want();
        } else {
            run.unwant(now());
        }
        return true;
    }

    private void start() {
        Run mine = new Run(text, warm, now());
        Lab graded = lab;
        run = mine;
        grading.execute(
                () -> {
                    try {
                        Grade grade =
                                verbs.check(
                                        graded,
                                        mine.text(),
                                        test -> here.execute(() -> mine.testEnded(now())));
                        here.execute(() -> ended(grade));
                    } catch (RuntimeException | Error e) {
                        here.execute(() -> failed(e));
                    }
                });
    }

    private void ended(Grade grade) {
        Run last = run;
        run = null;
        warm = last.leavesWarm();
        if (isOutdated(last)) {
            return;
        }
        forgetVerdict();
        verdict = grade;
        try {
            report = verbs.keep(grade);
            afterGreen = grade.isGreen() ? verbs.afterGreen(lab) : "";
        } catch (Trouble e) {
            trouble = e.getMessage();
        }
    }

    private void failed(Throwable failure) {
        Run last = run;
        run = null;
        warm = false;
        // Whatever a run says that was ended in its midst, nobody has asked for it.
        if (isOutdated(last)) {
            return;
        }
        if (failure instanceof Trouble) {
            forgetVerdict();
            trouble = failure.getMessage();
        } else if (failure instanceof Error error) {
            throw error;
        } else {
            throw (RuntimeException) failure;
        }
    }

    /** Whether the run was of another text than there is now. Then a new one is on its way. */
    private boolean isOutdated(Run last) {
        if (last.isUnwanted()) {
            text = null;
        }
        return look() || text == null;
    }

    private void forgetVerdict() {
        verdict = null;
        report = Optional.empty();
        afterGreen = "";
        trouble = "";
    }

    private long now() {
        return clock.getAsLong();
    }
}
