package dev.flinklabs.jobs.lab13;

import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.service.Traffic;
import dev.flinklabs.testkit.story.ProgramStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("2.13")
class OrderedCapacityTest {

    private static Traffic rush;

    @RegisterExtension
    static final ProgramStory story =
            RatingJobTest.program("--timeout", "3600000", "--ordered")
                    .told(s -> rush = RatingJobTest.rush(s.moment("rush").start(), 0));

    @Test
    void with_ordered_the_capacity_is_the_same() {
        new Finding()
                .fact("With --ordered: " + RatingJobTest.WAITING)
                .fact(
                        "It had %s of them at the same time, and never more."
                                .formatted(rush.mostAtOnce()))
                .rule(5, "as many orders are under way as --capacity, and no more.")
                .question("Where does your program say how many, and for which of its ways?")
                .unless(rush.mostAtOnce() == RatingJobTest.CAPACITY);
    }
}
