package dev.flinklabs.jobs.lab13;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.AsyncDataStream; // SOLUTION
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.async.AsyncRetryStrategy; // SOLUTION
import org.apache.flink.streaming.util.retryable.AsyncRetryStrategies.FixedDelayRetryStrategyBuilder; // SOLUTION
import org.apache.flink.util.ParameterTool;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.io.Serializable; // SOLUTION
import java.util.Collection; // SOLUTION
import java.util.concurrent.TimeUnit; // SOLUTION
import java.util.function.Predicate; // SOLUTION

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
        // BEGIN SOLUTION
        // STUB throw new UnsupportedOperationException("Lab 2.13 is not done yet");
        RatingLookup lookup = new RatingLookup(arguments.getRequired("ratings"));
        long timeout = arguments.getLong("timeout");
        int capacity = arguments.getInt("capacity");
        AsyncRetryStrategy<RatedOrder> again =
                new FixedDelayRetryStrategyBuilder<RatedOrder>(
                                ATTEMPTS_MORE, arguments.getLong("pause"))
                        .ifResult(new HasFailed())
                        .build();
        return arguments.has("ordered")
                ? AsyncDataStream.orderedWaitWithRetry(
                        orders, lookup, timeout, TimeUnit.MILLISECONDS, capacity, again)
                : AsyncDataStream.unorderedWaitWithRetry(
                        orders, lookup, timeout, TimeUnit.MILLISECONDS, capacity, again);
        // END SOLUTION
    }

    // BEGIN SOLUTION
    private static final int ATTEMPTS_MORE = 3;

    /**
     * A failure is a result like any other: an exception would fail the job once the attempts are
     * used up. The strategy is serialized, and a lambda here could not be.
     */
    private static final class HasFailed
            implements Predicate<Collection<RatedOrder>>, Serializable {

        @Override
        public boolean test(Collection<RatedOrder> results) {
            return results.stream().anyMatch(r -> r.rating().equals(RatedOrder.UNAVAILABLE));
        }
    }
    // END SOLUTION
}
