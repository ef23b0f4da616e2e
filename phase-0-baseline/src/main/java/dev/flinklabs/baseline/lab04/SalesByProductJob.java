package dev.flinklabs.baseline.lab04;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Adds up what is sold of each product, for ever. How many subtasks read and add up, the cluster's
 * configuration says; one subtask reports.
 */
public final class SalesByProductJob {

    private static final int PRODUCTS = 12;
    private static final int SALES_PER_SECOND = 50;

    private SalesByProductJob() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSource(generatedSales(), WatermarkStrategy.noWatermarks(), "sales")
                .keyBy(Sale::product)
                .reduce((sum, next) -> new Sale(next.product(), sum.cents() + next.cents()))
                .name("totals")
                .sinkTo(new DiscardingSink<>())
                .name("report")
                .setParallelism(1);
        env.execute("sales by product");
    }

    /**
     * @param product which
     * @param cents for how much
     */
    public record Sale(String product, long cents) {}

    private static DataGeneratorSource<Sale> generatedSales() {
        GeneratorFunction<Long, Sale> sale =
                number -> new Sale("p-" + number % PRODUCTS, 100 + number % 900);
        return new DataGeneratorSource<>(
                sale,
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(SALES_PER_SECOND),
                TypeInformation.of(Sale.class));
    }
}
