package dev.flinklabs.coach.catalogue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One lab, as the front matter of its page declares it.
 *
 * @param id the phase and the lab's number in it, such as {@code 2.10}; a string, never a number
 * @param title what the page calls it
 * @param phase the phase's directory, absolute
 * @param page the page, absolute
 * @param minutes how long a student needs, about
 * @param edit globs, relative to the phase, of what the student edits; new files there count too
 * @param starter {@code blank}, or the name of the wrong answer that a repair lab starts from
 * @param tests how many tests must run, neither more nor fewer
 * @param topics what the lab is about
 * @param after ids of the labs whose ideas it uses
 * @param needs what must be there to run it, such as {@code kafka}; empty when a JVM is enough
 * @param limit how long all its tests together may take before the run is called broken
 */
public record Lab(
        String id,
        String title,
        Path phase,
        Path page,
        int minutes,
        List<String> edit,
        String starter,
        int tests,
        List<String> topics,
        List<String> after,
        List<String> needs,
        Duration limit) {

    /** The lab's number within its phase: 10 for 2.10. */
    public int number() {
        return Integer.parseInt(id.substring(id.indexOf('.') + 1));
    }

    /** The name of the lab's package and folders: {@code lab03} for 0.3, {@code lab10} for 2.10. */
    public String directory() {
        return String.format(Locale.ROOT, "lab%02d", number());
    }
}
