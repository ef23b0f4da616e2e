package dev.flinklabs.coach.watch;

import dev.flinklabs.coach.bench.BenchListener;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.trouble.Trouble;

import java.util.Optional;

/** What the other commands do, for the runs and the keys of a watched lab. */
public interface Verbs {

    /**
     * All that the lab's verdict hangs on, as it is on the disk now.
     *
     * @throws Trouble when it cannot be read
     */
    SourceTree text(Lab lab);

    /**
     * Sees to it that the labs of this lab's phase can be run; tells on the terminal how that goes
     * on.
     *
     * @throws Trouble when they cannot
     */
    void prepare(Lab lab);

    /** Grades this text, on the thread that calls. */
    Grade check(Lab lab, SourceTree text, BenchListener listener);

    /** Ends the check that another thread is in; its grade says nothing then. */
    void abort();

    /**
     * Writes a verdict down.
     *
     * @return the file in which there is more of it, as it is shown; empty when there is no more
     */
    Optional<String> keep(Grade grade);

    /** What can now be said and done after this lab, which is green; its last line ends. */
    String afterGreen(Lab lab);

    /** The lab to do next; empty when all are green. */
    Optional<Lab> next();

    /**
     * The hints that were told, or the first one.
     *
     * @param another whether the next one is wanted, which counts as told then
     */
    String hint(Lab lab, boolean another);

    /** The map of the course. */
    String list();

    /** Puts the lab's starter back, and tells what has become of the files. */
    String reset(Lab lab);
}
