package dev.flinklabs.jobs.lab17;

import dev.flinklabs.testkit.story.ProgramStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("2.17")
class PayoutJobTest {

    static final String PAYOUTS = "payouts";
    static final String[] ARGUMENTS = {
        "--bootstrap", "${kafka.bootstrap}",
        "--group", "${group}-payouts",
        "--from", "${sales.totals}",
        "--to", "${payouts}"
    };

    private static final String TOTALS = "sales.totals";

    @RegisterExtension
    static final ProgramStory story =
            ProgramStory.ofLab("2.17", PayoutJob::main)
                    .arguments(ARGUMENTS)
                    .topic(TOTALS, 1)
                    .topic(PAYOUTS, 1)
                    .told(
                            s ->
                                    s.moment("before the job")
                                            .send(TOTALS, 0, "p-1", "100")
                                            .sendAborted(TOTALS, 0, "p-2", "45", "645")
                                            .send(TOTALS, 0, "p-2", "5")
                                            .moment("job starts")
                                            .start()
                                            .until(PAYOUTS, 2)
                                            .moment("while it runs")
                                            .sendAborted(TOTALS, 0, "p-1", "123")
                                            .send(TOTALS, 0, "p-1", "120")
                                            .until(PAYOUTS, 3));

    @Test
    void what_was_not_committed_is_not_paid_out() {
        story.output(PAYOUTS, "key", "value")
                .given("Three totals are committed. Between them lie three of transactions that")
                .given("were aborted: of p-2 with 45 and 645 cents, and of p-1 with 123.")
                .rule(7, "only committed totals are paid out, each one once.")
                .question("What does your source see of a transaction, and who tells it so?")
                .are("('p-1', '100')", "('p-2', '5')", "('p-1', '120')");
    }
}
