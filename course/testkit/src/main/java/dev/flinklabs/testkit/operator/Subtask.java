package dev.flinklabs.testkit.operator;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.operators.testutils.MockInputSplitProvider;
import org.apache.flink.runtime.taskmanager.TaskManagerRuntimeInfo;
import org.apache.flink.runtime.util.TestingTaskManagerRuntimeInfo;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.FileUtils;
import org.apache.flink.util.OutputTag;

import java.io.File;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * One subtask of an operator on Flink's harness. Unlike the harnesses for one and for two inputs it
 * reports metrics, and it ends as after a crash: nothing is flushed.
 */
final class Subtask<OUT> extends AbstractStreamOperatorTestHarness<OUT> {

    private static final long MANAGED_MEMORY = 3 * 1024 * 1024;

    Subtask(
            StreamOperatorFactory<OUT> factory,
            int parallelism,
            int index,
            BiConsumer<String, Metric> metrics)
            throws Exception {
        super(
                factory,
                new MockEnvironmentBuilder()
                        .setTaskName("story")
                        .setManagedMemorySize(MANAGED_MEMORY)
                        .setInputSplitProvider(new MockInputSplitProvider())
                        .setBufferSize(1024)
                        .setMaxParallelism(ParallelOperator.MAX_PARALLELISM)
                        .setParallelism(parallelism)
                        .setSubtaskIndex(index)
                        .setUserCodeClassLoader(Thread.currentThread().getContextClassLoader())
                        .setMetricGroup(metricGroup(metrics))
                        .setTaskManagerRuntimeInfo(ownDirectory())
                        .build());
    }

    private static TaskMetricGroup metricGroup(BiConsumer<String, Metric> metrics) {
        TestingMetricRegistry registry =
                TestingMetricRegistry.builder()
                        .setRegisterConsumer((metric, name, group) -> metrics.accept(name, metric))
                        .build();
        return TaskManagerMetricGroup.createTaskManagerMetricGroup(
                        registry, "localhost", ResourceID.generate())
                .addJob(new JobID(), "story")
                .addTask(ExecutionAttemptID.randomId(), "story");
    }

    /**
     * What a backend writes lies in a directory of this subtask's own, so that it can be deleted.
     */
    private static TaskManagerRuntimeInfo ownDirectory() {
        String directory = System.getProperty("java.io.tmpdir");
        return new TestingTaskManagerRuntimeInfo(
                new Configuration(), new File(directory, "story-" + UUID.randomUUID()));
    }

    void keyedBy(Input<?> first, Input<?> second) {
        config.setStatePartitioner(0, first.key());
        config.setStateKeySerializer(
                first.keyType().createSerializer(executionConfig.getSerializerConfig()));
        if (second != null && second.isKeyed()) {
            config.setStatePartitioner(1, second.key());
        }
        config.serializeAllConfigs();
    }

    /**
     * @param state what to restore; null for a first start
     */
    void open(BiConsumer<OutputTag<?>, Object> recorder, OperatorSubtaskState state)
            throws Exception {
        setOutputCreator(serializer -> new RecordingOutput<>(executionConfig, recorder));
        setup();
        initializeState(state);
        open();
    }

    @SuppressWarnings("unchecked")
    void process(int input, StreamRecord<Object> record) throws Exception {
        if (operator instanceof OneInputStreamOperator<?, ?> one) {
            one.setKeyContextElement((StreamRecord) record);
            ((OneInputStreamOperator<Object, OUT>) one).processElement(record);
        } else if (input == 0) {
            operator.setKeyContextElement1(record);
            twoInputs().processElement1(record);
        } else {
            operator.setKeyContextElement2(record);
            twoInputs().processElement2(record);
        }
    }

    void watermark(Watermark watermark) throws Exception {
        if (operator instanceof OneInputStreamOperator<?, ?> one) {
            one.processWatermark(watermark);
        } else {
            twoInputs().processWatermark1(watermark);
            twoInputs().processWatermark2(watermark);
        }
    }

    @SuppressWarnings("unchecked")
    private TwoInputStreamOperator<Object, Object, OUT> twoInputs() {
        return (TwoInputStreamOperator<Object, Object, OUT>) operator;
    }

    /**
     * All clocks of a machine that an operator can see: the one for its timers and the one for the
     * TTL of its state.
     */
    void clock(long millis) throws Exception {
        setStateTtlProcessingTime(millis);
        setProcessingTime(millis);
    }

    void endInput() throws Exception {
        if (operator instanceof BoundedOneInput one) {
            one.endInput();
        } else if (operator instanceof BoundedMultiInput two) {
            two.endInput(1);
            two.endInput(2);
        }
        operator.finish();
    }

    OperatorSubtaskState checkpoint(long id) throws Exception {
        prepareSnapshotPreBarrier(id);
        OperatorSubtaskState state = snapshot(id, 0);
        notifyOfCompletedCheckpoint(id);
        return state;
    }

    @Override
    public void close() throws Exception {
        try {
            processingTimeService.shutdownService();
            if (operator != null) {
                operator.close();
            }
        } finally {
            getEnvironment().close();
            FileUtils.deleteDirectory(
                    getEnvironment().getTaskManagerInfo().getTmpWorkingDirectory());
        }
    }
}
