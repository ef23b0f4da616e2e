package dev.flinklabs.coach.trouble;

import java.util.Collection;
import java.util.List;

/** What the {@code lab} command tells its caller; the ordinal is the process's exit code. */
public enum ExitCode {
    GREEN,
    /** A lab is red, not done, or broken by the student's code. */
    RED,
    /** The command line cannot be understood. */
    USAGE,
    /** The course itself is broken: a page, a mark, a patch, or the coach. */
    COURSE_BROKEN,
    /**
     * Something that had to run was not run: a need is absent, or this machine does not let the
     * coach work.
     */
    NOT_RUN;

    private static final List<ExitCode> WORST_FIRST = List.of(USAGE, COURSE_BROKEN, RED, NOT_RUN);

    /** The one that counts where several hold; green when there is none. */
    public static ExitCode worst(Collection<ExitCode> codes) {
        return WORST_FIRST.stream().filter(codes::contains).findFirst().orElse(GREEN);
    }
}
