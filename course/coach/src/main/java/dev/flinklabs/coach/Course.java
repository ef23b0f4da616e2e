package dev.flinklabs.coach;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.grading.BenchFactory;
import dev.flinklabs.coach.grading.Needs;
import dev.flinklabs.coach.grading.PreparedBenches;
import dev.flinklabs.coach.progress.Progress;
import dev.flinklabs.coach.report.LabPaths;
import dev.flinklabs.coach.report.Screen;
import dev.flinklabs.coach.solutions.Solutions;
import dev.flinklabs.coach.starters.Starters;

import java.nio.file.Path;

/**
 * What every command works on.
 *
 * @param root the course's directory, absolute
 * @param benches how labs are run: on benches that stay for the commands to come
 * @param ownBenches the same, on benches that end with this command
 * @param needs what labs may need
 * @param screen where to print
 */
record Course(
        Path root, BenchFactory benches, BenchFactory ownBenches, Needs needs, Screen screen) {

    Catalogue catalogue() {
        return Catalogue.read(root);
    }

    Solutions solutions() {
        return new Solutions(root);
    }

    Starters starters() {
        return new Starters(root, solutions());
    }

    Progress progress() {
        return new Progress(root, screen.err()::println);
    }

    /** The Java libraries of the phases. */
    PreparedBenches libraries() {
        return new PreparedBenches(root, screen.err(), screen.terminal(), benches);
    }

    LabPaths paths() {
        return new LabPaths(root);
    }
}
