package dev.flinklabs.coach.runner;

import java.io.Serializable;
import java.util.List;

/** What the supervisor asks of a runner. */
public sealed interface Request extends Serializable {

    /**
     * Compile a workspace and run a lab's tests in it. Answered by {@link Report.Compiled}, a
     * {@link Report.Started} and a {@link Report.Ended} for each test, and at last {@link
     * Report.Finished}. One at a time.
     *
     * @param id the lab's id, which its test classes carry as their tag
     * @param edit globs, relative to the workspace, of what the student edits
     * @param workspace the workspace's root, absolute
     * @param endOfOutput printed on the standard output when the run is over, right before {@link
     *     Report.Finished}
     */
    record Grade(String id, List<String> edit, String workspace, String endOfOutput)
            implements Request {}

    /**
     * Say where the run of the moment stands. Answered by {@link Report.Stands}, also while tests
     * run.
     */
    record Locate() implements Request {}
}
