package dev.flinklabs.baseline.lab03;

import dev.flinklabs.marketplace.EventJson; // SOLUTION
import dev.flinklabs.marketplace.OrderEvent; // SOLUTION

import org.apache.flink.api.common.eventtime.WatermarkStrategy; // SOLUTION
import org.apache.flink.api.common.typeinfo.TypeInformation; // SOLUTION
import org.apache.flink.connector.kafka.sink.KafkaSink; // SOLUTION
import org.apache.flink.connector.kafka.source.KafkaSource; // SOLUTION
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder; // SOLUTION
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer; // SOLUTION
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema; // SOLUTION
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector; // SOLUTION
import org.apache.flink.util.ParameterTool;
import org.apache.kafka.clients.consumer.ConsumerRecord; // SOLUTION
import org.apache.kafka.clients.producer.ProducerRecord; // SOLUTION

import java.nio.charset.StandardCharsets; // SOLUTION

/**
 * Writes a receipt for every order event.
 *
 * <p>Arguments: {@code --bootstrap} the broker's address, {@code --group} the consumer group,
 * {@code --from} the topic of order events, {@code --to} the topic of receipts, and {@code
 * --bounded} to end when everything is read that was there at the start.
 */
public final class ReceiptJob {

    private ReceiptJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        define(env, arguments);
        env.execute("receipts");
    }

    /** Adds source, map and sink to the environment; {@code main} executes it. */
    private static void define(StreamExecutionEnvironment env, ParameterTool arguments) {
        // BEGIN SOLUTION
        // STUB throw new UnsupportedOperationException("Lab 0.3 is not done yet");
        KafkaSourceBuilder<KeyedText> source =
                KafkaSource.<KeyedText>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setGroupId(arguments.getRequired("group"))
                        .setTopics(arguments.getRequired("from"))
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setDeserializer(new KeyAndValue());
        if (arguments.has("bounded")) {
            source.setBounded(OffsetsInitializer.latest());
        }

        // No partition is given: the producer then goes by the key, so where the key stays, order
        // does.
        String receipts = arguments.getRequired("to");
        KafkaSink<KeyedText> sink =
                KafkaSink.<KeyedText>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setRecordSerializer(
                                (record, context, timestamp) ->
                                        new ProducerRecord<>(
                                                receipts, utf8(record.key()), utf8(record.value())))
                        .build();

        env.fromSource(source.build(), WatermarkStrategy.noWatermarks(), "orders")
                .map(ReceiptJob::receipt)
                .sinkTo(sink);
        // END SOLUTION
    }

    // BEGIN SOLUTION

    private static KeyedText receipt(KeyedText record) {
        OrderEvent order = EventJson.decodeOrder(utf8(record.value()));
        return new KeyedText(
                record.key(), order.orderId() + " " + order.status() + " " + order.amountCents());
    }

    private static byte[] utf8(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** The built-in value-only deserializers never see the key. */
    private static final class KeyAndValue implements KafkaRecordDeserializationSchema<KeyedText> {

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<KeyedText> out) {
            out.collect(new KeyedText(text(record.key()), text(record.value())));
        }

        private static String text(byte[] bytes) {
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public TypeInformation<KeyedText> getProducedType() {
            return TypeInformation.of(KeyedText.class);
        }
    }
    // END SOLUTION
}
