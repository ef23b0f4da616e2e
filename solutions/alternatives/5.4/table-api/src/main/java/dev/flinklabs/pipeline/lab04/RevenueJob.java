package dev.flinklabs.pipeline.lab04;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.util.ParameterTool;

import java.nio.file.Path;
import java.time.Duration;

/** Delivers each day's revenue to a topic and to a table. The arguments are on the lab's page. */
public final class RevenueJob {

    private RevenueJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<OrderEvent> orders =
                env.fromSource(orders(arguments), WatermarkStrategy.noWatermarks(), "orders")
                        .uid("orders");
        deliver(DailyRevenues.of(orders), env, arguments);
        env.execute("revenue");
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

    /** Delivers totals to the topic and to the table, each exactly once. */
    private static void deliver(
            DataStream<DailyRevenue> totals,
            StreamExecutionEnvironment env,
            ParameterTool arguments) {
        Duration interval = Duration.ofMillis(arguments.getLong("checkpoints"));
        env.enableCheckpointing(interval.toMillis());

        KafkaSink<DailyRevenue> topic =
                KafkaSink.<DailyRevenue>builder()
                        .setBootstrapServers(arguments.getRequired("bootstrap"))
                        .setRecordSerializer(RevenueRecords.writtenTo(arguments.getRequired("to")))
                        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                        .setTransactionalIdPrefix("revenue")
                        .setProperty(
                                "transaction.timeout.ms",
                                String.valueOf(interval.plus(FOR_A_RESTART).toMillis()))
                        .build();
        totals.sinkTo(topic).name("topic").uid("topic");

        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        tables.getConfig().set("table.exec.iceberg.use-v2-sink", "true");
        tables.executeSql(
                "CREATE CATALOG lake WITH ('type' = 'iceberg', 'catalog-type' = 'hadoop', 'warehouse' = '%s')"
                        .formatted(Path.of(arguments.getRequired("lake")).toUri()));
        tables.executeSql("CREATE DATABASE IF NOT EXISTS lake.shop");
        tables.executeSql(
                """
                CREATE TABLE IF NOT EXISTS lake.shop.daily_revenue (
                  sold_on DATE,
                  product_id STRING,
                  orders BIGINT,
                  cents BIGINT,
                  PRIMARY KEY (sold_on, product_id) NOT ENFORCED
                ) PARTITIONED BY (sold_on) WITH (
                  'format-version' = '2',
                  'write.upsert.enabled' = 'true',
                  'write.distribution-mode' = 'hash'
                )""");
        tables.createTemporaryView("totals", totals);
        tables.createStatementSet()
                .addInsertSql(
                        "INSERT INTO lake.shop.daily_revenue SELECT CAST(soldOn AS DATE), productId, orders, cents FROM totals")
                .attachAsDataStream();
    }

    private static final Duration FOR_A_RESTART = Duration.ofMinutes(5);
}
