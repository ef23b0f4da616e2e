package dev.flinklabs.orchestration.lab01;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

import java.util.List;

/**
 * Counts what lies on the shelves of a store, for ever. Its arguments are {@code --store}, the
 * store's name, and others that it only repeats: they are the job's name, one in each pair of
 * brackets.
 */
public final class StockCountJob {

    private static final int PER_SECOND = 20;

    private StockCountJob() {}

    public static void main(String[] args) throws Exception {
        if (!List.of(args).contains("--store")) {
            throw new IllegalArgumentException("The argument --store is missing.");
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        GeneratorFunction<Long, Long> shelf = number -> number % 100;
        env.fromSource(
                        new DataGeneratorSource<>(
                                shelf,
                                Long.MAX_VALUE,
                                RateLimiterStrategy.perSecond(PER_SECOND),
                                Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "shelves")
                .sinkTo(new DiscardingSink<>())
                .name("report");
        env.execute("[" + String.join("] [", args) + "]");
    }
}
