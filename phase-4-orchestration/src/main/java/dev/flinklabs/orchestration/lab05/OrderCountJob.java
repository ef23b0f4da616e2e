package dev.flinklabs.orchestration.lab05;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.AllWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ParameterTool;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Counts the orders of each window, up to what is in the topic when it starts.
 *
 * <p>Arguments: {@code --bootstrap} the broker's address, {@code --topic} the topic of order
 * events, {@code --minutes} the length of a window, which has to divide an hour, and {@code --sink}
 * the topic of reports.
 */
public final class OrderCountJob {

    private static final int HOUR = 60;

    private OrderCountJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        int minutes = Integer.parseInt(arguments.getRequired("minutes"));
        if (minutes < 1 || HOUR % minutes != 0) {
            throw new IllegalArgumentException(
                    "--minutes is %d, and has to divide an hour.".formatted(minutes));
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        KafkaSource<String> orders =
                KafkaSource.<String>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setTopics(arguments.getRequired("topic"))
                        .setGroupId("shop-reports-count")
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setBounded(OffsetsInitializer.latest())
                        .setValueOnlyDeserializer(new SimpleStringSchema())
                        .build();
        KafkaSink<String> reports =
                KafkaSink.<String>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setRecordSerializer(
                                KafkaRecordSerializationSchema.builder()
                                        .setTopic(arguments.getRequired("sink"))
                                        .setValueSerializationSchema(new SimpleStringSchema())
                                        .build())
                        .build();
        env.fromSource(orders, WatermarkStrategy.noWatermarks(), "orders")
                .map(OrderCountJob::decoded)
                .returns(OrderEvent.class)
                .filter(order -> order.status() == OrderStatus.CREATED)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<OrderEvent>forMonotonousTimestamps()
                                .withTimestampAssigner(
                                        (order, before) -> order.eventTime().toEpochMilli()))
                .windowAll(TumblingEventTimeWindows.of(Duration.ofMinutes(minutes)))
                .apply(new Count())
                .returns(Types.STRING)
                .sinkTo(reports)
                .name("reports");
        env.execute("order counts");
    }

    private static OrderEvent decoded(String json) {
        return EventJson.decodeOrder(json.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Count implements AllWindowFunction<OrderEvent, String, TimeWindow> {

        @Override
        public void apply(TimeWindow window, Iterable<OrderEvent> orders, Collector<String> out) {
            int count = 0;
            for (OrderEvent ignored : orders) {
                count++;
            }
            Instant start = Instant.ofEpochMilli(window.getStart());
            out.collect(
                    "{\"report\":\"orders\",\"window_start\":\"%s\",\"orders\":%d}"
                            .formatted(
                                    start.atOffset(ZoneOffset.UTC).toLocalTime().toString(),
                                    count));
        }
    }
}
