package dev.flinklabs.ops.lab16;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flinklabs.marketplace.OrderStatus;

import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks; // SOLUTION
import org.apache.flink.api.common.eventtime.WatermarkGenerator; // SOLUTION
import org.apache.flink.api.common.eventtime.WatermarkOutput; // SOLUTION
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.ParameterTool;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.time.Duration;

/** Adds up what is paid for each product in ten minutes. The arguments are on the lab's page. */
public final class SalesJob {

    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(30);

    private SalesJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);

        // BEGIN SOLUTION
        // Time comes first, and in the source: only there are partitions still apart, and every
        // order is still there to say how late it is.
        SingleOutputStreamOperator<StampedOrder> orders =
                env.fromSource(source(arguments), time(arguments), "orders")
                        .process(new SetAside());
        orders.filter(order -> order.event().status() == OrderStatus.PAID)
                .keyBy(order -> order.event().productId())
                // END SOLUTION
                .window(TumblingEventTimeWindows.of(Duration.ofMinutes(10)))
                .process(new AddUp())
                .sinkTo(sink(arguments, WindowTotal.writtenTo(arguments.getRequired("to"))));
        orders.getSideOutput(SetAside.WRONGLY_TIMED)
                .sinkTo(sink(arguments, texts(arguments.getRequired("aside"))));

        env.execute("sales");
    }

    // BEGIN SOLUTION

    private static WatermarkStrategy<StampedOrder> time(ParameterTool arguments) {
        return WatermarkStrategy.<StampedOrder>forGenerator(context -> new SoundClocks())
                .withTimestampAssigner((order, stamped) -> order.time())
                .withIdleness(Duration.ofMillis(arguments.getLong("idle")));
    }

    /** Goes by orders whose clock is sound. One wrong order would set the time for good. */
    private static final class SoundClocks implements WatermarkGenerator<StampedOrder> {

        private final WatermarkGenerator<StampedOrder> sound =
                new BoundedOutOfOrdernessWatermarks<>(OUT_OF_ORDER);

        @Override
        public void onEvent(StampedOrder order, long time, WatermarkOutput output) {
            if (!order.wronglyTimed()) {
                sound.onEvent(order, time, output);
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            sound.onPeriodicEmit(output);
        }
    }

    // END SOLUTION

    private static KafkaSource<StampedOrder> source(ParameterTool arguments) {
        return KafkaSource.<StampedOrder>builder()
                .setBootstrapServers(arguments.getRequired("bootstrap"))
                .setGroupId(arguments.getRequired("group"))
                .setTopics(arguments.getRequired("from"))
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new StampedOrderSchema())
                .build();
    }

    private static <T> KafkaSink<T> sink(
            ParameterTool arguments, KafkaRecordSerializationSchema<T> records) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(arguments.getRequired("bootstrap"))
                .setRecordSerializer(records)
                .build();
    }

    private static KafkaRecordSerializationSchema<String> texts(String topic) {
        // Without the event's time as Kafka timestamp: brokers refuse what is far ahead of their
        // clock.
        return (text, context, timestamp) -> new ProducerRecord<>(topic, text.getBytes(UTF_8));
    }
}
