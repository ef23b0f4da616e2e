package dev.flinklabs.jobs.lab17;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.ReduceFunction;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ParameterTool;

import java.time.Duration;
import java.util.Properties;

/** Adds up what is paid for each product. The arguments are on the lab's page. */
public final class SalesJob {

    private static final Duration LONGEST_THE_BROKER_ALLOWS = Duration.ofMinutes(15);

    private SalesJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        Configuration settings = new Configuration();
        settings.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                Duration.ofMillis(arguments.getLong("checkpoints")));
        settings.set(
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.EXACTLY_ONCE);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.fromSource(orders(arguments), WatermarkStrategy.noWatermarks(), "orders")
                .keyBy(OrderEvent::productId)
                .process(new AddUp())
                .sinkTo(totals(arguments));
        env.execute("sales " + arguments.getRequired("name"));
    }

    private static KafkaSource<OrderEvent> orders(ParameterTool arguments) {
        return KafkaSource.<OrderEvent>builder()
                .setBootstrapServers(arguments.getRequired("bootstrap"))
                .setGroupId(arguments.getRequired("group"))
                .setTopics(arguments.getRequired("from"))
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new OrderEventSchema())
                .build();
    }

    private static KafkaSink<ProductTotal> totals(ParameterTool arguments) {
        Properties producer = new Properties();
        producer.setProperty(
                "transaction.timeout.ms", String.valueOf(LONGEST_THE_BROKER_ALLOWS.toMillis()));
        return KafkaSink.<ProductTotal>builder()
                .setBootstrapServers(arguments.getRequired("bootstrap"))
                .setKafkaProducerConfig(producer)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(arguments.getRequired("name"))
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setRecordSerializer(
                        KafkaRecordSerializationSchema.<ProductTotal>builder()
                                .setTopic(arguments.getRequired("to"))
                                .setKeySerializationSchema(new Product())
                                .setValueSerializationSchema(new Cents())
                                .build())
                .build();
    }

    private static final class Product implements SerializationSchema<ProductTotal> {

        @Override
        public byte[] serialize(ProductTotal total) {
            return total.productId().getBytes(UTF_8);
        }
    }

    private static final class Cents implements SerializationSchema<ProductTotal> {

        @Override
        public byte[] serialize(ProductTotal total) {
            return String.valueOf(total.cents()).getBytes(UTF_8);
        }
    }

    private static final class AddUp
            extends KeyedProcessFunction<String, OrderEvent, ProductTotal> {

        private transient ReducingState<Long> cents;

        @Override
        public void open(OpenContext context) {
            ReduceFunction<Long> sum = Long::sum;
            cents =
                    getRuntimeContext()
                            .getReducingState(
                                    new ReducingStateDescriptor<>("cents", sum, Long.class));
        }

        @Override
        public void processElement(OrderEvent order, Context context, Collector<ProductTotal> out)
                throws Exception {
            if (order.status() == OrderStatus.PAID) {
                cents.add(order.amountCents());
                out.collect(new ProductTotal(context.getCurrentKey(), cents.get()));
            }
        }
    }
}
