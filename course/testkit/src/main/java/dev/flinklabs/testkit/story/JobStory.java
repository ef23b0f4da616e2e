package dev.flinklabs.testkit.story;

import dev.flinklabs.testkit.cluster.Jobs;
import dev.flinklabs.testkit.cluster.LabCluster;
import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.timeline.Day;
import dev.flinklabs.testkit.timeline.Symbol;
import dev.flinklabs.testkit.timeline.Timeline;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A story about one job on the cluster, fed by a source that goes on only step by step. What comes
 * out is asserted at a watermark, while the input has not ended: a bounded source would flush
 * everything at its end and hide what is late.
 *
 * <p>Times of day, such as {@code 10:00} or {@code 12:00:00.001}, are in UTC on the first day of
 * 2026.
 *
 * @param <I> what comes in
 * @param <O> what comes out
 */
public final class JobStory<I, O> implements AutoCloseable {

    private record In<I>(I element, Instant time) {}

    private record Out<O>(O element, Instant seenAt) {}

    private final String lab;
    private final GatedSource<I> source;
    private final Probe<O> probe = new Probe<>();
    private final int partitions;
    private final int parallelism;
    private final Jobs jobs;
    private final List<In<I>> in = new ArrayList<>();
    private final List<Instant> watermarks = new ArrayList<>();
    private final List<Out<O>> out = new ArrayList<>();

    private JobStory(
            String lab,
            TypeInformation<I> type,
            int partitions,
            Function<DataStream<I>, DataStream<O>> job)
            throws Exception {
        this.lab = lab;
        this.partitions = partitions;
        this.source = new GatedSource<>(type, partitions);
        LabCluster.enter();
        this.jobs = new Jobs();
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(partitions);
        DataStream<O> result =
                job.apply(
                        environment.fromSource(source, WatermarkStrategy.noWatermarks(), "story"));
        this.parallelism = result.getParallelism();
        result.transform("probe", result.getType(), probe)
                .setParallelism(parallelism)
                .sinkTo(new DiscardingSink<>())
                .setParallelism(parallelism);
        environment.executeAsync("lab " + lab);
    }

    /**
     * Starts the job.
     *
     * @param lab the lab's id
     * @param type of what comes in
     * @param partitions of the source, which is also the job's parallelism
     * @param job the student's part of it
     */
    public static <I, O> JobStory<I, O> start(
            String lab,
            TypeInformation<I> type,
            int partitions,
            Function<DataStream<I>, DataStream<O>> job) {
        try {
            return new JobStory<>(lab, type, partitions, job);
        } catch (RuntimeException e) {
            LabCluster.leave();
            throw e;
        } catch (Exception e) {
            LabCluster.leave();
            throw new JobFailure("The job cannot be submitted.", e);
        }
    }

    /** An element arrives in a partition, with its time as timestamp. */
    public JobStory<I, O> event(int partition, String time, I element) {
        Instant at = Day.at(time);
        in.add(new In<>(element, at));
        source.put(partition, new GatedSource.Step.Element<>(element, at.toEpochMilli()));
        return this;
    }

    /**
     * The source says in every partition that nothing older than this will come; goes on when the
     * probe behind the student's code has seen it, or will not see it any more.
     */
    public JobStory<I, O> watermark(String time) {
        long millis = Day.at(time).toEpochMilli();
        for (int partition = 0; partition < partitions; partition++) {
            source.put(partition, new GatedSource.Step.Mark<>(millis));
        }
        return untilWatermark(time);
    }

    /** One partition alone is that far; waits for nothing. */
    public JobStory<I, O> watermark(int partition, String time) {
        source.put(partition, new GatedSource.Step.Mark<>(Day.at(time).toEpochMilli()));
        return this;
    }

    /** A partition has nothing for now, and time need not wait for it. */
    public JobStory<I, O> idle(int partition) {
        source.put(partition, new GatedSource.Step.Idle<>());
        return this;
    }

    /**
     * Waits until the watermark behind the student's code is that far, or until nothing moves any
     * more.
     */
    public JobStory<I, O> untilWatermark(String time) {
        long millis = Day.at(time).toEpochMilli();
        jobs.await(() -> probe.watermark(parallelism) >= millis);
        jobs.failure()
                .ifPresent(
                        cause -> {
                            throw new JobFailure("The job failed.", cause);
                        });
        watermarks.add(Day.at(time));
        List<O> passed = probe.elements();
        passed.subList(out.size(), passed.size())
                .forEach(element -> out.add(new Out<>(element, Day.at(time))));
        return this;
    }

    /** Begins to say what has come out since the beginning. */
    public Check<O> check() {
        return new Check<>(this);
    }

    @Override
    public void close() {
        LabCluster.leave();
        source.dispose();
        probe.dispose();
    }

    private String picture(List<O> expected) {
        Timeline<Instant> timeline = Timeline.ofTimes("event time");
        in.forEach(
                i -> timeline.lane("in").mark(Symbol.EVENT, i.time(), String.valueOf(i.element())));
        watermarks.forEach(
                w -> timeline.lane("watermark").arrow(Symbol.ADVANCE, w, Timeline.time(w)));
        Instant end =
                watermarks.isEmpty() ? Day.at("00:00") : watermarks.get(watermarks.size() - 1);
        if (out.isEmpty()) {
            timeline.lane("out").mark(Symbol.NOTHING, end, "nothing");
        }
        out.forEach(
                o ->
                        timeline.lane("out")
                                .mark(Symbol.EVENT, o.seenAt(), String.valueOf(o.element())));
        expected.forEach(
                e -> timeline.lane("expected").mark(Symbol.EXPECTED, end, String.valueOf(e)));
        return timeline.draw();
    }

    /** Holds what has come out against what a rule asks for. */
    public static final class Check<O> {

        private final JobStory<?, O> story;
        private final Finding finding = new Finding();

        private Check(JobStory<?, O> story) {
            this.story = story;
        }

        /** What the case is about, in one line and the lab's words. */
        public Check<O> given(String fact) {
            finding.fact(fact);
            return this;
        }

        /** The rule of the page that this holds the student to. */
        public Check<O> rule(int number, String words) {
            finding.rule(number, words);
            return this;
        }

        /** One question that points at the usual cause. */
        public Check<O> question(String question) {
            finding.question(question);
            return this;
        }

        /** Exactly these have come out up to now, in any order; none, if none is named. */
        @SafeVarargs
        public final void emitted(O... elements) {
            List<O> expected = List.of(elements);
            List<O> actual = story.out.stream().map(Out::element).toList();
            List<O> missing = new ArrayList<>(expected);
            actual.forEach(missing::remove);
            List<O> unexpected = new ArrayList<>(actual);
            expected.forEach(unexpected::remove);
            if (missing.isEmpty() && unexpected.isEmpty()) {
                return;
            }
            if (actual.isEmpty()) {
                finding.fact("Nothing came out. Expected: " + missing);
            } else {
                if (!missing.isEmpty()) {
                    finding.fact("Missing: " + missing);
                }
                if (!unexpected.isEmpty()) {
                    finding.fact("Came out, and is not due: " + unexpected);
                }
            }
            throw finding.picture(story.picture(expected)).failure(expected, actual);
        }
    }
}
