package dev.flinklabs.testkit.probe;

import dev.flinklabs.testkit.story.ProgramStory;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One program between two topics of the broker. */
@Tag("probe-broker")
class BrokerProbeTest {

    @RegisterExtension
    static final ProgramStory STORY =
            ProgramStory.ofLab("0.0", BrokerProbeTest::copy)
                    .topic("in", 2)
                    .topic("out", 1)
                    .arguments("${kafka.bootstrap}", "${in}", "${out}")
                    .told(
                            story ->
                                    story.moment("two records")
                                            .send("in", 0, "a", "1")
                                            .send("in", 1, "b", "2")
                                            .start()
                                            .until("out", 2));

    @Test
    void each_record_is_copied() {
        STORY.output("out", "value").rule(1, "each record is copied").are("('1')", "('2')");
    }

    private static void copy(String[] arguments) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        KafkaSource<String> source =
                KafkaSource.<String>builder()
                        .setBootstrapServers(arguments[0])
                        .setTopics(arguments[1])
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setValueOnlyDeserializer(new SimpleStringSchema())
                        .build();
        KafkaSink<String> sink =
                KafkaSink.<String>builder()
                        .setBootstrapServers(arguments[0])
                        .setRecordSerializer(
                                KafkaRecordSerializationSchema.<String>builder()
                                        .setTopic(arguments[2])
                                        .setValueSerializationSchema(new SimpleStringSchema())
                                        .build())
                        .build();
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "in").sinkTo(sink);
        env.execute();
    }
}
