package dev.flinklabs.ops.lab15;

import static dev.flinklabs.testkit.alerts.Recording.ABSENT;

import dev.flinklabs.testkit.alerts.Recording;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Half an hour of the job <em>sales by product</em>, as Flink's Prometheus reporter and the Kafka
 * exporter tell it: the names, the labels and what happens to them at a restart are those of Flink
 * 2.3.0. The topic has four partitions, the job four subtasks of {@code totals}, and a checkpoint
 * begins every minute. Another job, which restarts each minute, and another consumer group are
 * there, too.
 *
 * <p>Each change begins at a minute; the job is well before.
 */
final class SalesJob {

    private static final int PARTITIONS = 4;
    private static final int SUBTASKS = 4;
    private static final double ORDERS_PER_MINUTE = 24_000;
    private static final double NO_WATERMARK = Long.MIN_VALUE;

    private static final String JOB = "job_name=\"sales_by_product\"";
    private static final String OTHER_JOB = "job_name=\"returns_by_product\"";

    private DoubleUnaryOperator restarts = minute -> 12;
    private DoubleUnaryOperator completed = minute -> 480 + Math.floor(minute);
    private DoubleUnaryOperator failed = minute -> 3;
    private DoubleUnaryOperator inProgress = minute -> 0;
    private DoubleUnaryOperator backlog = minute -> 0;
    private DoubleUnaryOperator watermark = minute -> (minute * 60 - 20) * 1000;
    private DoubleUnaryOperator orders = minute -> ORDERS_PER_MINUTE * (minute + 100);
    private DoubleUnaryOperator attempt = minute -> 0;
    private DoubleUnaryOperator reported = minute -> 1;
    private DoubleUnaryOperator jobManager = minute -> 1;
    private double arrivingUntil = Recording.MINUTES;

    /** How many orders wait beyond those since the last checkpoint. */
    SalesJob backlog(DoubleUnaryOperator orders) {
        backlog = orders;
        return this;
    }

    SalesJob completedCheckpoints(DoubleUnaryOperator count) {
        completed = count;
        return this;
    }

    SalesJob failedCheckpoints(DoubleUnaryOperator count) {
        failed = count;
        return this;
    }

    SalesJob checkpointsInProgress(DoubleUnaryOperator count) {
        inProgress = count;
        return this;
    }

    SalesJob restarts(DoubleUnaryOperator count) {
        restarts = count;
        return this;
    }

    /** In milliseconds; Prometheus' clock shows 0 at minute 0. */
    SalesJob watermark(DoubleUnaryOperator time) {
        watermark = time;
        return this;
    }

    /** From this minute on nobody orders anything. */
    SalesJob noOrdersFrom(double begin) {
        arrivingUntil = begin;
        DoubleUnaryOperator before = orders;
        DoubleUnaryOperator moved = watermark;
        orders = minute -> before.applyAsDouble(Math.min(minute, begin));
        watermark = minute -> moved.applyAsDouble(Math.min(minute, begin));
        return this;
    }

    /**
     * The tasks fail and are started anew half a minute later, with metrics of their own.
     *
     * @param watermarkAfter how many minutes later there is a watermark again
     */
    SalesJob restartAt(double moment, double watermarkAfter) {
        DoubleUnaryOperator moved = watermark;
        attempt = minute -> minute < moment ? 0 : minute < moment + 0.5 ? ABSENT : 1;
        orders = minute -> ORDERS_PER_MINUTE * (minute < moment ? minute + 100 : minute - moment);
        watermark =
                minute ->
                        minute >= moment && minute < moment + watermarkAfter
                                ? NO_WATERMARK
                                : moved.applyAsDouble(minute);
        return this;
    }

    /** The job is there from this minute on; the cluster was there before. */
    SalesJob startsAt(double begin) {
        reported = minute -> minute < begin ? ABSENT : 1;
        return restartAt(begin, 2).restarts(minute -> 0);
    }

    /** Nobody reports the job from the one minute until the other. */
    SalesJob unreported(double from, double until) {
        reported = minute -> minute >= from && minute < until ? ABSENT : 1;
        return this;
    }

    /** The JobManager answers no more, and nothing of its jobs is reported. */
    SalesJob withoutJobManagerFrom(double begin) {
        jobManager = minute -> minute >= begin ? ABSENT : 1;
        return unreported(begin, Double.MAX_VALUE);
    }

    Recording recording() {
        Recording recording = new Recording();
        job(recording);
        for (int subtask = 0; subtask < SUBTASKS; subtask++) {
            tasks(recording, subtask, 0);
            tasks(recording, subtask, 1);
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            recording.series(
                    "kafka_consumergroup_lag{consumergroup=\"sales-by-product\",topic=\"shop.order\",partition=\"%s\"}"
                            .formatted(partition),
                    minute -> lag(minute) / PARTITIONS);
        }
        others(recording);
        return recording
                .told(
                        "orders waiting",
                        minute -> shortly(lag(minute)) + "/" + shortly(lag(minute + 0.5)))
                .told("checkpoints", minute -> told(completed, minute))
                .told("failed ones", minute -> told(failed, minute))
                .told("restarts", minute -> told(restarts, minute))
                .told("watermark", minute -> told(watermark, minute));
    }

    private String told(DoubleUnaryOperator series, double minute) {
        double value = whileReported(series).applyAsDouble(minute);
        if (Double.isNaN(value)) {
            return "—";
        }
        return series == watermark
                ? value == NO_WATERMARK ? "none" : time(value)
                : String.format(Locale.ROOT, "%.0f", value);
    }

    /** In minutes and seconds, or in hours. */
    private static String time(double milliseconds) {
        long seconds = Math.round(milliseconds / 1000);
        return Math.abs(seconds) < 3600
                ? "%s%dm%02ds"
                        .formatted(
                                seconds < 0 ? "-" : "",
                                Math.abs(seconds) / 60,
                                Math.abs(seconds) % 60)
                : "%dh".formatted(seconds / 3600);
    }

    private void job(Recording recording) {
        recording
                .series(jobMetric("numRestarts"), whileReported(restarts))
                .series(jobMetric("numberOfCompletedCheckpoints"), whileReported(completed))
                .series(jobMetric("numberOfFailedCheckpoints"), whileReported(failed))
                .series(jobMetric("numberOfInProgressCheckpoints"), whileReported(inProgress));
    }

    private static String jobMetric(String name) {
        return "flink_jobmanager_job_%s{%s}".formatted(name, JOB);
    }

    private void tasks(Recording recording, int subtask, int number) {
        recording
                .series(
                        operatorMetric("currentInputWatermark", "totals", subtask, number),
                        whileReported(during(number, watermark)))
                // One subtask has no key of its own, and gets nothing.
                .series(
                        operatorMetric("numRecordsIn", "totals", subtask, number),
                        whileReported(
                                during(
                                        number,
                                        minute ->
                                                subtask == SUBTASKS - 1
                                                        ? 0
                                                        : orders.applyAsDouble(minute)
                                                                / (SUBTASKS - 1))))
                // What has not been fetched yet is not known to the client.
                .series(
                        operatorMetric("pendingRecords", "Source:_orders", subtask, number),
                        whileReported(during(number, minute -> 650)));
    }

    private static String operatorMetric(String name, String operator, int subtask, int attempt) {
        return "flink_taskmanager_job_task_operator_%s{%s,operator_name=\"%s\",subtask_index=\"%s\",task_attempt_num=\"%s\"}"
                .formatted(name, JOB, operator, subtask, attempt);
    }

    private void others(Recording recording) {
        recording
                .series(
                        "flink_jobmanager_job_numRestarts{%s}".formatted(OTHER_JOB),
                        whileThere(minute -> 20 + Math.floor(minute)))
                .series(
                        "flink_jobmanager_job_numberOfCompletedCheckpoints{%s}"
                                .formatted(OTHER_JOB),
                        whileThere(minute -> 90 + Math.floor(minute)))
                .series(
                        "flink_jobmanager_numRunningJobs",
                        whileThere(minute -> Double.isNaN(reported.applyAsDouble(minute)) ? 1 : 2))
                .series(
                        "up{job=\"flink\",instance=\"jobmanager:9249\"}",
                        minute -> Double.isNaN(jobManager.applyAsDouble(minute)) ? 0 : 1)
                .series("up{job=\"kafka\",instance=\"kafka-exporter:9308\"}", minute -> 1)
                .series(
                        "kafka_consumergroup_lag{consumergroup=\"audit\",topic=\"shop.order\",partition=\"0\"}",
                        minute -> 2_000_000 + ORDERS_PER_MINUTE * minute);
    }

    /** Offsets are committed at the whole minute, with each checkpoint. */
    private double lag(double minute) {
        boolean arriving = minute < arrivingUntil;
        double sinceCheckpoint = arriving ? ORDERS_PER_MINUTE * (minute % 1) : 0;
        return 1_600 + sinceCheckpoint + backlog.applyAsDouble(minute);
    }

    private DoubleUnaryOperator during(int number, DoubleUnaryOperator value) {
        return minute ->
                attempt.applyAsDouble(minute) == number ? value.applyAsDouble(minute) : ABSENT;
    }

    private DoubleUnaryOperator whileReported(DoubleUnaryOperator value) {
        return minute ->
                Double.isNaN(reported.applyAsDouble(minute)) ? ABSENT : value.applyAsDouble(minute);
    }

    private DoubleUnaryOperator whileThere(DoubleUnaryOperator value) {
        return minute ->
                Double.isNaN(jobManager.applyAsDouble(minute))
                        ? ABSENT
                        : value.applyAsDouble(minute);
    }

    private static String shortly(double count) {
        if (count < 10_000) {
            return String.format(Locale.ROOT, "%.0f", count);
        }
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%.0fk", count / 1000)
                : String.format(Locale.ROOT, "%.1fM", count / 1_000_000);
    }
}
