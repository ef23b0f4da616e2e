package dev.flinklabs.baseline.lab03;

import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.story.ProgramStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("0.3")
class BoundedReceiptJobTest {

    private static final String ORDERS = "shop.order";
    private static final String RECEIPTS = "receipts";

    @RegisterExtension
    static final ProgramStory story =
            ProgramStory.ofLab("0.3", ReceiptJob::main)
                    .arguments(
                            "--bootstrap",
                            "${kafka.bootstrap}",
                            "--group",
                            "${group}",
                            "--from",
                            "${shop.order}",
                            "--to",
                            "${receipts}",
                            "--bounded")
                    .topic(ORDERS, 2)
                    .topic(RECEIPTS, 4)
                    .told(
                            s ->
                                    s.moment("before the job")
                                            .send(ORDERS, 0, "DE/o-1", order("o-1"))
                                            .send(ORDERS, 1, "DE/o-2", order("o-2"))
                                            .send(ORDERS, 0, "DE/o-3", order("o-3"))
                                            .send(ORDERS, 1, "DE/o-4", order("o-4"))
                                            .moment("job starts")
                                            .start()
                                            .untilEnd());

    @Test
    void with_bounded_the_job_reads_what_is_there_and_ends() {
        story.output(RECEIPTS, "value")
                .given("With --bounded, the topic held the events of o-1 to o-4 at the start.")
                .rule(7, "with --bounded the job reads all that was there, and ends by itself.")
                .question("Which offset is the last one that your source reads?")
                .are(
                        "('o-1 CREATED 4998')",
                        "('o-2 CREATED 4998')",
                        "('o-3 CREATED 4998')",
                        "('o-4 CREATED 4998')");
        new Finding()
                .fact("With --bounded, the job has written the receipts of o-1 to o-4.")
                .fact("It still runs, and nothing moves in it any more.")
                .rule(7, "with --bounded the job reads all that was there, and ends by itself.")
                .question("What does your source make of the argument --bounded?")
                .unless(story.endedByItself());
    }

    private static String order(String id) {
        return ReceiptJobTest.order(id, "CREATED", 4998);
    }
}
