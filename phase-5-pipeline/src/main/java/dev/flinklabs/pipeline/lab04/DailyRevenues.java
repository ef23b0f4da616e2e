package dev.flinklabs.pipeline.lab04;

import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;

import java.time.ZoneOffset;

/** The stage before this one: adds up what is paid, for each day and product. */
final class DailyRevenues {

    private DailyRevenues() {}

    /** Gives a new total for each paid order. Those of one day and product come in their order. */
    static DataStream<DailyRevenue> of(DataStream<OrderEvent> orders) {
        return orders.filter(order -> order.status() == OrderStatus.PAID)
                .keyBy(order -> soldOn(order) + " " + order.productId())
                .map(new AddUp())
                .uid("daily-revenues");
    }

    private static String soldOn(OrderEvent order) {
        return order.eventTime().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static final class AddUp extends RichMapFunction<OrderEvent, DailyRevenue> {

        private transient ValueState<DailyRevenue> soFar;

        @Override
        public void open(OpenContext context) {
            soFar =
                    getRuntimeContext()
                            .getState(new ValueStateDescriptor<>("so-far", DailyRevenue.class));
        }

        @Override
        public DailyRevenue map(OrderEvent order) throws Exception {
            DailyRevenue before = soFar.value();
            DailyRevenue now =
                    new DailyRevenue(
                            soldOn(order),
                            order.productId(),
                            (before == null ? 0 : before.orders()) + 1,
                            (before == null ? 0 : before.cents()) + order.amountCents());
            soFar.update(now);
            return now;
        }
    }
}
