package dev.flinklabs.baseline.lab03;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ParameterTool;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.nio.charset.StandardCharsets;

/**
 * Keys stay bytes all the way: an empty array stands for none, as a tuple cannot hold a null array.
 */
public final class ReceiptJob {

    private ReceiptJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromSource(source(arguments), WatermarkStrategy.noWatermarks(), "orders")
                .map(new Receipt())
                .sinkTo(sink(arguments));
        env.execute("receipts");
    }

    private static KafkaSource<Tuple2<byte[], byte[]>> source(ParameterTool arguments) {
        var builder =
                KafkaSource.<Tuple2<byte[], byte[]>>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setGroupId(arguments.getRequired("group"))
                        .setTopics(arguments.getRequired("from"))
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setDeserializer(new Bytes());
        return arguments.has("bounded")
                ? builder.setBounded(OffsetsInitializer.latest()).build()
                : builder.build();
    }

    private static KafkaSink<Tuple2<byte[], byte[]>> sink(ParameterTool arguments) {
        return KafkaSink.<Tuple2<byte[], byte[]>>builder()
                .setBootstrapServers(arguments.getRequired("bootstrap"))
                .setRecordSerializer(
                        KafkaRecordSerializationSchema.<Tuple2<byte[], byte[]>>builder()
                                .setTopic(arguments.getRequired("to"))
                                .setKeySerializationSchema(new Key())
                                .setValueSerializationSchema(new Value())
                                .build())
                .build();
    }

    private static final class Receipt
            implements MapFunction<Tuple2<byte[], byte[]>, Tuple2<byte[], byte[]>> {
        @Override
        public Tuple2<byte[], byte[]> map(Tuple2<byte[], byte[]> record) {
            OrderEvent order = EventJson.decodeOrder(record.f1);
            String receipt =
                    String.join(
                            " ",
                            order.orderId(),
                            order.status().name(),
                            Long.toString(order.amountCents()));
            return Tuple2.of(record.f0, receipt.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final class Bytes
            implements KafkaRecordDeserializationSchema<Tuple2<byte[], byte[]>> {
        @Override
        public void deserialize(
                ConsumerRecord<byte[], byte[]> record, Collector<Tuple2<byte[], byte[]>> out) {
            out.collect(
                    Tuple2.of(record.key() == null ? new byte[0] : record.key(), record.value()));
        }

        @Override
        public TypeInformation<Tuple2<byte[], byte[]>> getProducedType() {
            return Types.TUPLE(
                    PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                    PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
        }
    }

    private static final class Key implements SerializationSchema<Tuple2<byte[], byte[]>> {
        @Override
        public byte[] serialize(Tuple2<byte[], byte[]> record) {
            return record.f0.length == 0 ? null : record.f0;
        }
    }

    private static final class Value implements SerializationSchema<Tuple2<byte[], byte[]>> {
        @Override
        public byte[] serialize(Tuple2<byte[], byte[]> record) {
            return record.f1;
        }
    }
}
