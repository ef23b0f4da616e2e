package dev.flinklabs.testkit.stack;

import dev.flinklabs.marketplace.Topics;
import dev.flinklabs.marketplace.generator.GeneratorSettings;
import dev.flinklabs.testkit.story.LabRun;
import dev.flinklabs.testkit.story.ProgramStory;
import dev.flinklabs.testkit.story.SqlStory;

import java.util.List;

/** Labs that can be run, as tests of labs hold them. */
final class SampleRuns {

    static final ProgramStory forwarding = program("9.1", Forwarding::main);

    static final ProgramStory notDone =
            program(
                    "9.2",
                    arguments -> {
                        throw new UnsupportedOperationException("Lab 9.2 is not done yet");
                    });

    static final SqlStory largeOrders =
            fed(SqlStory.ofLab("9.3", "large-orders.sql").writesTo("printed"));

    static final SqlStory halfWritten =
            fed(SqlStory.ofLab("9.4", "half-written.sql").writesTo("receipts"));

    static final SqlStory notFed = SqlStory.ofLab("9.5", "half-written.sql").topic(Topics.ORDER, 1);

    private SampleRuns() {}

    private static ProgramStory program(String lab, ProgramStory.Program program) {
        return ProgramStory.ofLab(lab, program)
                .arguments("${kafka.bootstrap}", "${shop.order}", "${receipts}")
                .topic(Topics.ORDER, 2)
                .topic("receipts", 1)
                .fed(GeneratorSettings.ofSeed(1));
    }

    private static SqlStory fed(SqlStory story) {
        return story.topic(Topics.ORDER, 2).fed(GeneratorSettings.ofSeed(1));
    }

    static LabRun lab(String id) {
        return LabRuns.in(List.of(SampleRuns.class)).get(id).get(0);
    }
}
