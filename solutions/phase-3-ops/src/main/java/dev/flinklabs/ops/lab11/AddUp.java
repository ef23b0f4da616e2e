package dev.flinklabs.ops.lab11;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** Adds up what is paid, for each key. */
final class AddUp extends RichMapFunction<OrderEvent, ProductTotal> {

    private transient ValueState<Long> cents;

    @Override
    public void open(OpenContext context) {
        cents = getRuntimeContext().getState(new ValueStateDescriptor<>("cents", Long.class));
    }

    @Override
    public ProductTotal map(OrderEvent order) throws Exception {
        Long before = cents.value();
        long total = (before == null ? 0 : before) + order.amountCents();
        cents.update(total);
        return new ProductTotal(order.productId(), total);
    }
}
