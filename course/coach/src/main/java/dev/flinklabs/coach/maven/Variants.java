package dev.flinklabs.coach.maven;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.solutions.WrongAnswer;
import dev.flinklabs.coach.starters.Starters;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every code that a lab is graded with when the course is proved. */
final class Variants {

    /**
     * @param name of the wrong answer or the alternative; {@code starter}; {@code solution}
     * @param certain the tests whose outcome is certain; empty when that of all is. A wrong answer
     *     that gives too much may end a wait early, and what other tests then see is chance.
     */
    record Variant(Lab lab, String name, SourceTree code, Set<String> certain) {}

    private Variants() {}

    static List<Variant> of(Lab lab, Solutions solutions, Starters starters) {
        List<Variant> all = new ArrayList<>();
        all.add(new Variant(lab, "starter", starters.of(lab), Set.of()));
        all.add(new Variant(lab, "solution", solutions.reference(lab), Set.of()));
        for (String name : solutions.wrongAnswers(lab)) {
            WrongAnswer wrong = solutions.wrongAnswer(lab, name);
            SourceTree code = solutions.withMistake(lab, wrong);
            all.add(
                    new Variant(
                            lab,
                            name,
                            code,
                            wrong.catches().stream()
                                    .flatMap(each -> each.tests().stream())
                                    .collect(Collectors.toSet())));
        }
        for (String name : solutions.alternatives(lab)) {
            all.add(new Variant(lab, name, solutions.alternative(lab, name), Set.of()));
        }
        return all;
    }
}
