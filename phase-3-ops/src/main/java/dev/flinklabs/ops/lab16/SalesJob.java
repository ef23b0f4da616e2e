package dev.flinklabs.ops.lab16;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flinklabs.marketplace.OrderStatus;

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

        SingleOutputStreamOperator<StampedOrder> orders =
                env.fromSource(source(arguments), WatermarkStrategy.noWatermarks(), "orders")
                        .filter(order -> order.event().status() == OrderStatus.PAID)
                        .assignTimestampsAndWatermarks(time())
                        .process(new SetAside());
        orders.keyBy(order -> order.event().productId())
                .window(TumblingEventTimeWindows.of(Duration.ofMinutes(10)))
                .process(new AddUp())
                .sinkTo(sink(arguments, WindowTotal.writtenTo(arguments.getRequired("to"))));
        orders.getSideOutput(SetAside.WRONGLY_TIMED)
                .sinkTo(sink(arguments, texts(arguments.getRequired("aside"))));

        env.execute("sales");
    }

    private static WatermarkStrategy<StampedOrder> time() {
        return WatermarkStrategy.<StampedOrder>forBoundedOutOfOrderness(OUT_OF_ORDER)
                .withTimestampAssigner((order, stamped) -> order.time());
    }

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
