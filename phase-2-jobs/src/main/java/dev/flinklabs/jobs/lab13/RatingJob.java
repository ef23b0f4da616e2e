package dev.flinklabs.jobs.lab13;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes down with each order how its customer is rated. The arguments are on the lab's page. */
public final class RatingJob {

    private RatingJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        KafkaSource<OrderEvent> orders =
                KafkaSource.<OrderEvent>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setGroupId(arguments.getRequired("group"))
                        .setTopics(arguments.getRequired("from"))
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setProperty("fetch.max.wait.ms", "50")
                        .setValueOnlyDeserializer(new OrderEventSchema())
                        .build();
        String to = arguments.getRequired("to");
        KafkaSink<RatedOrder> rated =
                KafkaSink.<RatedOrder>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setRecordSerializer(
                                (order, context, timestamp) ->
                                        new ProducerRecord<>(
                                                to,
                                                order.orderId().getBytes(UTF_8),
                                                order.rating().getBytes(UTF_8)))
                        .build();
        rate(env.fromSource(orders, WatermarkStrategy.noWatermarks(), "orders"), arguments)
                .sinkTo(rated);
        env.execute("ratings");
    }

    /**
     * Gives each order the rating of its customer.
     *
     * @param arguments {@code ratings}, {@code capacity}, {@code timeout}, {@code pause} and {@code
     *     ordered}, as on the lab's page
     */
    static DataStream<RatedOrder> rate(DataStream<OrderEvent> orders, ParameterTool arguments) {
        throw new UnsupportedOperationException("Lab 2.13 is not done yet");
    }
}
