package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.trouble.Trouble;

import picocli.CommandLine.Parameters;

import java.util.List;

/** The parameter of the commands that work on one lab. */
final class OneLab {

    @Parameters(
            arity = "0..1",
            paramLabel = "LAB",
            description = "A lab's id (0.1). Without it: the lab in hand.")
    private String word;

    /**
     * @throws Trouble when the word fits no lab or several, or there is none and no lab is in hand
     */
    Lab of(Course course) {
        Catalogue catalogue = course.catalogue();
        if (word == null) {
            return course.progress()
                    .state()
                    .inHand(catalogue.labs())
                    .orElseThrow(
                            () ->
                                    Trouble.usage(
                                            "Every lab is green, so none is in hand. Say which one"
                                                    + " you mean by its id, such as "
                                                    + catalogue.labs().get(0).id()
                                                    + "."));
        }
        List<Lab> labs = catalogue.find(word);
        if (labs.size() > 1) {
            throw Trouble.usage(
                    "'%s' means %d labs, and this command works on one. Say which by its id, such as %s."
                            .formatted(word, labs.size(), labs.get(0).id()));
        }
        return labs.get(0);
    }
}
