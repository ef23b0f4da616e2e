package dev.flinklabs.testkit.cluster;

import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.metrics.scope.ScopeFormat;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads a running job's own metrics, so that waiting for it can follow its progress and not a
 * clock.
 */
final class JobMetrics implements MetricReporter {

    private static final String WATERMARK = "currentInputWatermark";
    private static final Set<String> PROGRESS =
            Set.of(
                    "numRecordsIn",
                    "numRecordsOut",
                    WATERMARK,
                    "currentOutputWatermark",
                    "currentOffset");
    private static final String FETCHES = "fetch-total";
    private static final String READ = "records-consumed-total";

    private static final Map<Metric, Registered> METRICS = new ConcurrentHashMap<>();

    private record Registered(String job, String vertex, String name) {}

    /**
     * How far jobs have come.
     *
     * @param progress changes with every record and every watermark that any operator takes or
     *     gives
     * @param consumers how many Kafka consumers read
     * @param waiting how many of them have had no answer from the broker yet
     * @param fetches how many answers all of them have had from the broker, empty ones included
     * @param read how many records all of them have read
     */
    record Activity(long progress, int consumers, int waiting, long fetches, long read) {}

    static Activity of(Set<JobID> jobs) {
        long progress = 0;
        int consumers = 0;
        int waiting = 0;
        double fetches = 0;
        double read = 0;
        for (Map.Entry<Metric, Registered> metric : METRICS.entrySet()) {
            if (!jobs.contains(JobID.fromHexString(metric.getValue().job()))) {
                continue;
            }
            double value = value(metric.getKey());
            if (metric.getValue().name().equals(FETCHES)) {
                consumers++;
                waiting += value > 0 ? 0 : 1;
                fetches += value;
            } else if (metric.getValue().name().equals(READ)) {
                read += value;
            } else {
                // When metrics trade values, their sum stays, and that of mixed bits does not.
                progress += mix(System.identityHashCode(metric.getKey()) * 31L + (long) value);
            }
        }
        return new Activity(progress, consumers, waiting, (long) fetches, (long) read);
    }

    /** The least watermark that has come in at these vertices; none while one has had none. */
    static Optional<Instant> watermark(Set<JobVertexID> vertices) {
        return METRICS.entrySet().stream()
                .filter(metric -> metric.getValue().name().equals(WATERMARK))
                .filter(
                        metric ->
                                vertices.contains(
                                        JobVertexID.fromHexString(metric.getValue().vertex())))
                .map(metric -> (Long) ((Gauge<?>) metric.getKey()).getValue())
                .min(Comparator.naturalOrder())
                .filter(watermark -> watermark > Long.MIN_VALUE)
                .map(Instant::ofEpochMilli);
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        return mixed ^ (mixed >>> 33);
    }

    private static double value(Metric metric) {
        if (metric instanceof Counter counter) {
            return counter.getCount();
        }
        return ((Gauge<?>) metric).getValue() instanceof Number number ? number.doubleValue() : 0;
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String job = group.getAllVariables().get(ScopeFormat.SCOPE_JOB_ID);
        String vertex = group.getAllVariables().get(ScopeFormat.SCOPE_TASK_VERTEX_ID);
        boolean readable = metric instanceof Counter || metric instanceof Gauge;
        if (job != null
                && readable
                && (PROGRESS.contains(name) || name.equals(FETCHES) || name.equals(READ))) {
            METRICS.put(metric, new Registered(job, vertex, name));
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        METRICS.remove(metric);
    }

    /** Named in the cluster's configuration. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new JobMetrics();
        }
    }
}
