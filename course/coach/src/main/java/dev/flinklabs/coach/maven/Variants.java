package dev.flinklabs.coach.maven;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.starters.Starters;

import java.util.ArrayList;
import java.util.List;

/** Every code that a lab is graded with when the course is proved. */
final class Variants {

    /**
     * @param name of the wrong answer or the alternative; {@code starter}; {@code solution}
     */
    record Variant(Lab lab, String name, SourceTree code) {}

    private Variants() {}

    static List<Variant> of(Lab lab, Solutions solutions, Starters starters) {
        List<Variant> all = new ArrayList<>();
        all.add(new Variant(lab, "starter", starters.of(lab)));
        all.add(new Variant(lab, "solution", solutions.reference(lab)));
        for (String name : solutions.wrongAnswers(lab)) {
            SourceTree code = solutions.withMistake(lab, solutions.wrongAnswer(lab, name));
            all.add(new Variant(lab, name, code));
        }
        for (String name : solutions.alternatives(lab)) {
            all.add(new Variant(lab, name, solutions.alternative(lab, name)));
        }
        return all;
    }
}
