package dev.flinklabs.testkit.operator;

import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

import java.util.function.BiConsumer;

/**
 * Hands on copies of the records that an operator emits, so that a later change of an object is not
 * seen.
 */
final class RecordingOutput<OUT> implements Output<StreamRecord<OUT>> {

    private final ExecutionConfig config;
    private final BiConsumer<OutputTag<?>, Object> recorder;

    /**
     * @param recorder gets the tag, null for the main output, and the value
     */
    RecordingOutput(ExecutionConfig config, BiConsumer<OutputTag<?>, Object> recorder) {
        this.config = config;
        this.recorder = recorder;
    }

    @Override
    public void collect(StreamRecord<OUT> element) {
        OUT value = element.getValue();
        recorder.accept(
                null, value == null ? null : copy(TypeExtractor.getForObject(value), value));
    }

    @Override
    public <X> void collect(OutputTag<X> tag, StreamRecord<X> element) {
        recorder.accept(tag, copy(tag.getTypeInfo(), element.getValue()));
    }

    private <X> X copy(TypeInformation<X> type, X value) {
        return type.createSerializer(config.getSerializerConfig()).copy(value);
    }

    @Override
    public void emitWatermark(Watermark mark) {}

    @Override
    public void emitWatermark(WatermarkEvent watermark) {}

    @Override
    public void emitWatermarkStatus(WatermarkStatus watermarkStatus) {}

    @Override
    public void emitLatencyMarker(LatencyMarker latencyMarker) {}

    @Override
    public void emitRecordAttributes(RecordAttributes recordAttributes) {}

    @Override
    public void close() {}
}
