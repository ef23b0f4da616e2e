package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.catalogue.Lab;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What a bench has to know of a lab to run its tests.
 *
 * @param lab the lab's id
 * @param edit as in {@link Lab}
 * @param limit as in {@link Lab}
 */
record RunTerms(String lab, List<String> edit, Duration limit) implements Serializable {

    static RunTerms of(Lab lab) {
        return new RunTerms(lab.id(), lab.edit(), lab.limit());
    }
}
