package dev.flinklabs.sample.lab01;

import dev.flinklabs.marketplace.EventJson;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.ParameterTool;

import java.nio.charset.StandardCharsets;

/**
 * Counts slowly and for ever. Arguments: {@code --parallelism}, if it is not to be the cluster's;
 * {@code --poison} is a number at which it fails.
 */
public final class NumbersJob {

    private NumbersJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(arguments.getInt("parallelism", env.getParallelism()));
        GeneratorFunction<Long, Long> same = number -> number;
        env.fromSource(
                        new DataGeneratorSource<>(
                                same,
                                Long.MAX_VALUE,
                                RateLimiterStrategy.perSecond(100),
                                Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .map(new Check(arguments.getLong("poison", -1)))
                .sinkTo(new DiscardingSink<>());
        env.execute("numbers");
    }

    private static final class Check implements MapFunction<Long, Long> {

        private final long poison;

        private Check(long poison) {
            this.poison = poison;
        }

        @Override
        public Long map(Long number) {
            if (number == poison) {
                EventJson.decodeOrder(
                        ("{\"number\":" + number + "}").getBytes(StandardCharsets.UTF_8));
            }
            return number;
        }
    }
}
