package dev.flinklabs.coach.prove;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Phase;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.starters.Starters;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what belongs to no lab, among solutions and among tests. Code in the phases may be the
 * student's and is not looked at.
 */
final class Strays {

    private static final Pattern LAB_FOLDER = Pattern.compile("/(lab\\d+)/");

    private Strays() {}

    /** One sentence for each. */
    static List<String> of(Catalogue catalogue, Solutions solutions, Starters starters) {
        List<String> strays = new ArrayList<>(starters.solutionsWithoutPage(catalogue));
        strays.addAll(solutions.ofUnknownLabs(catalogue));
        for (Phase phase : catalogue.phases()) {
            for (String path :
                    SourceTree.read(phase.directory(), "src/test", one -> true).files().keySet()) {
                Matcher folder = LAB_FOLDER.matcher(path);
                if (folder.find()
                        && phase.labs().stream()
                                .noneMatch(lab -> lab.directory().equals(folder.group(1)))) {
                    strays.add(
                            "%s/%s belongs to no lab that has a page."
                                    .formatted(phase.name(), path));
                }
            }
        }
        return strays;
    }
}
