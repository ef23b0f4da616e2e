package dev.flinklabs.ops.lab15;

import dev.flinklabs.testkit.alerts.AlertCheck;
import dev.flinklabs.testkit.alerts.AlertRules;
import dev.flinklabs.testkit.alerts.Recording;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("3.15")
class AlertRulesTest {

    private static final String LAG = "LagGrows";
    private static final String CHECKPOINTS = "CheckpointsFail";
    private static final String RESTARTS = "JobRestarts";
    private static final String WATERMARK = "WatermarkStuck";
    private static final String GONE = "JobAbsent";
    private static final String[] ALL = {LAG, CHECKPOINTS, RESTARTS, WATERMARK, GONE};

    private static final AlertRules rules =
            AlertRules.ofLab("3.15", "lab15/alerts.yml", AlertRulesTest.class);

    @Test
    void orders_that_pile_up_raise_one_alert() {
        over(new SalesJob().backlog(minute -> 6_000 * since(5, minute)), LAG)
                .given("From minute 5 on the job reads 6000 orders a minute fewer than come in.")
                .rule(2, "LagGrows fires once more and more orders wait.")
                .question("Which series says how many orders wait, all partitions together?")
                .silent(0, 9)
                .firing(21, 30)
                .holds();
    }

    @Test
    void orders_that_pile_up_because_the_job_is_gone_raise_one_alert() {
        over(
                        new SalesJob()
                                .unreported(5, Double.MAX_VALUE)
                                .backlog(minute -> 24_000 * Math.floor(since(5, minute))),
                        LAG)
                .given("From minute 5 on the job is gone, and its orders pile up.")
                .rule(2, "LagGrows fires also when nobody is there to read the orders.")
                .question("Who can still say how many orders wait when the job is gone?")
                .silent(0, 9)
                .firing(21, 30)
                .holds();
        over(
                        new SalesJob()
                                .unreported(5, Double.MAX_VALUE)
                                .noOrdersFrom(5)
                                .backlog(minute -> 1_200 * since(5, minute)),
                        LAG)
                .given("From minute 5 on the job is gone, and 1200 orders a minute pile up: all")
                .given("partitions together hold 10 000 at minute 12, none ever holds as many.")
                .rule(2, "LagGrows fires when more than 10 000 wait, all partitions together.")
                .question("What do you add up before you compare?")
                .silent(0, 16)
                .firing(28, 30)
                .holds();
    }

    @Test
    void a_burst_that_is_worked_off_raises_no_alert() {
        over(new SalesJob().backlog(AlertRulesTest::burst), LAG)
                .given("Between minutes 5 and 9 a sale brings 45000 orders more, which are read.")
                .rule(2, "what is over within five minutes raises no LagGrows.")
                .question("For how long does your condition have to be true?")
                .staySilent();
    }

    @Test
    void catching_up_with_old_orders_raises_no_alert() {
        over(
                        new SalesJob()
                                .backlog(minute -> 2_000_000 - 50_000 * minute)
                                .watermark(minute -> (minute * 8 - 4320) * 60_000),
                        ALL)
                .given("The job reads orders of three days, fast: fewer wait every minute.")
                .rule(8, "a job that is well raises no alert, also while it catches up.")
                .question(
                        "Does the condition ask how far behind something is, or in which direction it goes?")
                .staySilent();
    }

    @Test
    void checkpoints_that_fail_raise_one_alert() {
        over(
                        new SalesJob()
                                .completedCheckpoints(
                                        minute -> 480 + Math.floor(Math.min(minute, 5)))
                                .failedCheckpoints(minute -> 3 + Math.floor(since(5, minute))),
                        CHECKPOINTS)
                .given("From minute 5 on every checkpoint fails.")
                .rule(3, "CheckpointsFail fires when no checkpoint completes any more.")
                .question("Which series shows that something that has to happen does not?")
                .silent(0, 9)
                .firing(21, 30)
                .holds();
    }

    @Test
    void checkpoints_that_hang_raise_one_alert() {
        over(
                        new SalesJob()
                                .completedCheckpoints(
                                        minute -> 480 + Math.floor(Math.min(minute, 5)))
                                .checkpointsInProgress(minute -> minute < 6 ? 0 : 1),
                        CHECKPOINTS)
                .given(
                        "The checkpoint of minute 6 neither completes nor fails, nor begins another.")
                .rule(3, "CheckpointsFail fires when no checkpoint completes, failed or not.")
                .question("Which series moves while a checkpoint hangs, and which stands still?")
                .silent(0, 9)
                .firing(21, 30)
                .holds();
    }

    @Test
    void a_failed_checkpoint_among_good_ones_raises_no_alert() {
        over(
                        new SalesJob()
                                .completedCheckpoints(
                                        minute -> 480 + Math.floor(minute) - (minute < 10 ? 0 : 1))
                                .failedCheckpoints(minute -> minute < 10 ? 3 : 4),
                        CHECKPOINTS)
                .given("One checkpoint fails at minute 10; those before and after it complete.")
                .rule(3, "one that fails among others that complete raises no alert.")
                .question("What is lost when one checkpoint fails and the next one completes?")
                .staySilent();
    }

    @Test
    void a_loop_of_restarts_raises_one_alert_that_ends() {
        over(new SalesJob().restarts(AlertRulesTest::loop), RESTARTS)
                .given(
                        "Six restarts from minute 5 to 10; at 7½ the JobManager begins to count anew.")
                .rule(4, "JobRestarts fires within ten minutes, and is silent a quarter later.")
                .question("By how much has the job's counter grown in the last ten minutes?")
                .silent(0, 5)
                .firing(15, 15)
                .silent(25, 30)
                .holds();
        over(new SalesJob().restarts(minute -> minute < 5.5 ? 12 : minute < 6 ? 15 : 18), RESTARTS)
                .given("Six restarts within a minute: at each of two scrapes the counter shows")
                .given("three more.")
                .rule(4, "JobRestarts fires when there are four restarts or more in ten minutes.")
                .question("How many restarts may lie between two values of a counter?")
                .silent(0, 5)
                .firing(14, 14)
                .silent(22, 30)
                .holds();
    }

    @Test
    void one_restart_raises_no_alert() {
        over(
                        new SalesJob()
                                .restarts(minute -> minute < 10 ? 12 : 13)
                                .failedCheckpoints(minute -> minute < 10 ? 3 : 5)
                                .restartAt(10, 2)
                                .backlog(minute -> minute < 10 || minute > 12 ? 0 : 20_000),
                        ALL)
                .given("At minute 10 a task fails, and runs again half a minute later. The job has")
                .given("restarted twelve times in the weeks before.")
                .rule(8, "a job that is well raises no alert, also when a task fails once.")
                .question(
                        "What does the alert's condition see of that restart, and of those before?")
                .staySilent();
    }

    @Test
    void a_watermark_that_stands_while_orders_arrive_raises_one_alert() {
        over(new SalesJob().watermark(minute -> (Math.min(minute, 5) * 60 - 20) * 1000), WATERMARK)
                .given("From minute 5 on orders arrive, and the watermark stands still.")
                .rule(5, "WatermarkStuck fires when time stands still though orders arrive.")
                .question("How do you see that a series does not move, over all its subtasks?")
                .silent(0, 9)
                .firing(21, 30)
                .holds();
    }

    @Test
    void a_watermark_that_never_comes_raises_one_alert() {
        over(new SalesJob().restartAt(5, Recording.MINUTES), WATERMARK)
                .given(
                        "At minute 5 the tasks are started anew. Orders arrive, and no watermark ever.")
                .rule(5, "WatermarkStuck fires also when there was none since the tasks began.")
                .question("Which value does the series have before the first watermark?")
                .silent(0, 9)
                .firing(21, 30)
                .holds();
    }

    @Test
    void a_night_without_orders_raises_no_alert() {
        over(new SalesJob().noOrdersFrom(5), ALL)
                .given("From minute 5 on nobody orders anything, and the watermark stands still.")
                .rule(8, "a job that is well raises no alert, also when nobody orders.")
                .question(
                        "What does the alert's condition see in a quiet night, and is it a trouble?")
                .staySilent();
    }

    @Test
    void a_job_that_starts_raises_no_alert() {
        over(
                        new SalesJob()
                                .startsAt(3)
                                .completedCheckpoints(minute -> Math.floor(since(5, minute)))
                                .failedCheckpoints(minute -> 0)
                                .backlog(
                                        minute -> Math.max(0, 500_000 - 40_000 * since(3, minute))),
                        LAG,
                        CHECKPOINTS,
                        RESTARTS,
                        WATERMARK)
                .given("The job starts at minute 3. Its first checkpoint completes at minute 6.")
                .rule(8, "a job that is well raises no alert, also when it has just begun.")
                .question("What does the alert's condition see of a job that has just begun?")
                .staySilent();
    }

    @Test
    void a_job_that_is_gone_raises_one_alert() {
        over(new SalesJob().unreported(5, Double.MAX_VALUE), GONE)
                .given(
                        "At minute 5 the job fails for good. The JobManager is there, and another job.")
                .rule(6, "JobAbsent fires when nobody reports the job.")
                .question(
                        "What does the alert's condition see when a series is gone, and for how long?")
                .silent(0, 6)
                .firing(16, 30)
                .holds();
    }

    @Test
    void a_cluster_that_is_gone_raises_one_alert() {
        over(new SalesJob().withoutJobManagerFrom(5), GONE)
                .given("At minute 5 the JobManager dies, and all that it reported is gone.")
                .rule(6, "JobAbsent fires when nobody reports the job, whatever the reason.")
                .question("Which of the series that you ask for outlives the JobManager?")
                .silent(0, 6)
                .firing(16, 30)
                .holds();
    }

    @Test
    void a_standby_that_takes_over_raises_no_alert() {
        over(
                        new SalesJob()
                                .unreported(10, 11)
                                .restarts(minute -> minute < 10 ? 12 : 0)
                                .failedCheckpoints(minute -> minute < 10 ? 3 : 0)
                                .completedCheckpoints(
                                        minute -> Math.floor(minute) - (minute < 10 ? -480 : 11))
                                .restartAt(10, 2),
                        ALL)
                .given(
                        "At minute 10 a standby JobManager takes over. It is there after a minute, and")
                .given("counts from 0.")
                .rule(
                        8,
                        "a job that is well raises no alert, also when another JobManager takes over.")
                .question("What does the alert's condition see there, and for how long is it true?")
                .staySilent();
    }

    private static AlertCheck over(SalesJob job, String... alerts) {
        return rules.over(job.recording(), alerts);
    }

    private static double since(double begin, double minute) {
        return Math.max(0, minute - begin);
    }

    /** The counter through a loop of restarts and, between minutes 7 and 8, another JobManager. */
    private static double loop(double minute) {
        if (minute < 7.5) {
            return 12 + Math.floor(Math.max(0, Math.min(minute, 7) - 4));
        }
        return minute < 8 ? Recording.ABSENT : Math.min(3, Math.floor(minute) - 7);
    }

    private static double burst(double minute) {
        double rising = 30_000 * since(5, minute);
        double falling = 45_000 * (1 - since(6.5, minute) / 2.5);
        return Math.max(0, Math.min(rising, falling));
    }
}
