package dev.flinklabs.jobs.lab07;

import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

import java.time.Duration;
import java.time.Instant;

/** One state for both halves; a timer looks up whether it still matters. */
public final class UnpaidOrderAlert extends KeyedProcessFunction<String, OrderEvent, UnpaidOrder> {

    static final Duration PAYMENT_PERIOD = Duration.ofHours(2);

    /** The half that came first. */
    public static final class Pending {
        public long time;
        public boolean isPayment;

        public Pending() {}

        Pending(long time, boolean isPayment) {
            this.time = time;
            this.isPayment = isPayment;
        }

        long timer() {
            return (isPayment ? time : time + PAYMENT_PERIOD.toMillis()) + 1;
        }
    }

    private transient ValueState<Pending> state;
    private transient Counter malformed;

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("first", Pending.class));
        malformed = getRuntimeContext().getMetricGroup().counter("malformed");
    }

    @Override
    public void processElement(OrderEvent event, Context context, Collector<UnpaidOrder> out)
            throws Exception {
        String id = event.orderId();
        long time = event.eventTime().toEpochMilli();
        if (id == null || id.isEmpty() || time < 0) {
            malformed.inc();
        } else if (event.status() == OrderStatus.CREATED || event.status() == OrderStatus.PAID) {
            Pending second = new Pending(time, event.status() == OrderStatus.PAID);
            Pending first = state.value();
            if (first == null) {
                keep(second, context);
                return;
            }
            Pending order = first.isPayment ? second : first;
            Pending payment = first.isPayment ? first : second;
            context.timerService().deleteEventTimeTimer(first.timer());
            state.clear();
            if (payment.time >= order.timer()) {
                keep(order, context);
            }
        }
    }

    private void keep(Pending pending, Context context) throws Exception {
        state.update(pending);
        context.timerService().registerEventTimeTimer(pending.timer());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<UnpaidOrder> out)
            throws Exception {
        Pending pending = state.value();
        if (pending != null && !pending.isPayment) {
            Instant created = Instant.ofEpochMilli(pending.time);
            out.collect(
                    new UnpaidOrder(
                            context.getCurrentKey(), created, created.plus(PAYMENT_PERIOD)));
        }
        state.clear();
    }
}
