package dev.flinklabs.jobs.lab21;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Operators that a suite is held to: two that keep the rules, and nine that break one each. */
final class Operators {

    static final long QUIET = Duration.ofHours(2).toMillis();

    private Operators() {}

    /**
     * Keeps all rules in another way than the given operator: one state, and one timer, which is
     * set anew only when it fires too early.
     */
    static final class OneStateAndALazyTimer
            extends KeyedProcessFunction<String, OrderEvent, QuietProduct> {

        private static final String ORDERS = "orders";
        private static final String LATEST = "latest";

        private transient MapState<String, Long> seen;

        @Override
        public void open(OpenContext context) {
            seen =
                    getRuntimeContext()
                            .getMapState(
                                    new MapStateDescriptor<>("seen", Types.STRING, Types.LONG));
        }

        @Override
        public void processElement(OrderEvent order, Context context, Collector<QuietProduct> out)
                throws Exception {
            long time = order.eventTime().toEpochMilli();
            if (seen.isEmpty()) {
                seen.put(ORDERS, 1L);
                seen.put(LATEST, time);
                context.timerService().registerEventTimeTimer(time + QUIET + 1);
            } else {
                seen.put(ORDERS, seen.get(ORDERS) + 1);
                seen.put(LATEST, Math.max(time, seen.get(LATEST)));
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<QuietProduct> out)
                throws Exception {
            long latest = seen.get(LATEST);
            if (timestamp <= latest + QUIET) {
                context.timerService().registerEventTimeTimer(latest + QUIET + 1);
                return;
            }
            out.collect(
                    new QuietProduct(
                            context.getCurrentKey(),
                            seen.get(ORDERS),
                            Instant.ofEpochMilli(latest)));
            seen.clear();
        }
    }

    /** Keeps all rules, and lets the timers of all orders fire. */
    static final class ATimerForEachOrder extends Changeable {

        @Override
        public void processElement(OrderEvent order, Context context, Collector<QuietProduct> out)
                throws Exception {
            long time = order.eventTime().toEpochMilli();
            count(context.getCurrentKey());
            latest.update(latest.value() == null ? time : latest(latest.value(), time));
            context.timerService().registerEventTimeTimer(end(time));
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<QuietProduct> out)
                throws Exception {
            if (timestamp == end(latest.value())) {
                super.onTimer(timestamp, context, out);
            }
        }
    }

    /** Keeps all rules, unless a subclass changes one of its steps. */
    private abstract static class Changeable
            extends KeyedProcessFunction<String, OrderEvent, QuietProduct> {

        transient ValueState<Long> orders;
        transient ValueState<Long> latest;

        @Override
        public void open(OpenContext context) {
            orders = getRuntimeContext().getState(new ValueStateDescriptor<>("o", Types.LONG));
            latest = getRuntimeContext().getState(new ValueStateDescriptor<>("l", Types.LONG));
        }

        @Override
        public void processElement(OrderEvent order, Context context, Collector<QuietProduct> out)
                throws Exception {
            long time = order.eventTime().toEpochMilli();
            boolean first = count(context.getCurrentKey()) == 1;
            long now = first ? time : latest(latest.value(), time);
            if (first || now != latest.value()) {
                if (!first) {
                    context.timerService().deleteEventTimeTimer(end(latest.value()));
                }
                latest.update(now);
                context.timerService().registerEventTimeTimer(end(now));
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<QuietProduct> out)
                throws Exception {
            out.collect(
                    new QuietProduct(
                            context.getCurrentKey(),
                            counted(context.getCurrentKey()),
                            Instant.ofEpochMilli(latest.value())));
            forget(context.getCurrentKey());
        }

        /** One order more; gives how many there are now. */
        long count(String product) throws Exception {
            long now = orders.value() == null ? 1 : orders.value() + 1;
            orders.update(now);
            return now;
        }

        long counted(String product) throws Exception {
            return orders.value();
        }

        long latest(long before, long time) {
            return Math.max(before, time);
        }

        long end(long latest) {
            return latest + QUIET + 1;
        }

        void forget(String product) throws Exception {
            orders.clear();
            latest.clear();
        }
    }

    /** Breaks rule 2. */
    static final class EndsTwoHoursAfterTheFirstOrder extends Changeable {

        @Override
        public void processElement(OrderEvent order, Context context, Collector<QuietProduct> out)
                throws Exception {
            long time = order.eventTime().toEpochMilli();
            if (count(context.getCurrentKey()) == 1) {
                latest.update(time);
                context.timerService().registerEventTimeTimer(end(time));
            }
            latest.update(Math.max(latest.value(), time));
        }
    }

    /** Breaks rule 2. */
    static final class TellsTheTimeOfTheFirstOrder extends Changeable {

        private transient ValueState<Long> first;

        @Override
        public void open(OpenContext context) {
            super.open(context);
            first = getRuntimeContext().getState(new ValueStateDescriptor<>("f", Types.LONG));
        }

        @Override
        public void processElement(OrderEvent order, Context context, Collector<QuietProduct> out)
                throws Exception {
            if (first.value() == null) {
                first.update(order.eventTime().toEpochMilli());
            }
            super.processElement(order, context, out);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<QuietProduct> out)
                throws Exception {
            latest.update(first.value());
            first.clear();
            super.onTimer(timestamp, context, out);
        }
    }

    /** Breaks rule 3. */
    static final class EndsWhenTheWatermarkIsAtTwoHours extends Changeable {

        @Override
        long end(long latest) {
            return latest + QUIET;
        }
    }

    /** Breaks rule 4. */
    static final class TakesTheLastArrivalForTheLatest extends Changeable {

        @Override
        long latest(long before, long time) {
            return time;
        }
    }

    /** Breaks rule 4. */
    static final class CountsNoOlderOrder extends Changeable {

        @Override
        public void processElement(OrderEvent order, Context context, Collector<QuietProduct> out)
                throws Exception {
            Long before = latest.value();
            if (before == null || order.eventTime().toEpochMilli() >= before) {
                super.processElement(order, context, out);
            }
        }
    }

    /** Breaks rule 5. */
    static final class CountsAllProductsTogether extends Changeable {

        private long all;

        @Override
        long count(String product) throws Exception {
            all++;
            return super.count(product);
        }

        /** After a restart, or with one product alone, nobody notices. */
        @Override
        long counted(String product) throws Exception {
            return Math.max(all, super.counted(product));
        }

        @Override
        void forget(String product) throws Exception {
            super.forget(product);
            all = 0;
        }
    }

    /** Breaks rule 6. */
    static final class CountsInAMapOfItsOwn extends Changeable {

        private final Map<String, Long> counts = new HashMap<>();

        @Override
        long count(String product) throws Exception {
            counts.merge(product, 1L, Long::sum);
            return super.count(product);
        }

        @Override
        long counted(String product) {
            return counts.getOrDefault(product, 0L);
        }

        @Override
        void forget(String product) throws Exception {
            super.forget(product);
            counts.remove(product);
        }
    }

    /** Breaks rule 7. */
    static final class KeepsTheTimeOfTheLatestOrder extends Changeable {

        @Override
        void forget(String product) {
            orders.clear();
        }
    }

    /** Breaks rule 7. */
    static final class KeepsATimerForTheEnd extends Changeable {

        @Override
        public void processElement(OrderEvent order, Context context, Collector<QuietProduct> out)
                throws Exception {
            super.processElement(order, context, out);
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<QuietProduct> out)
                throws Exception {
            if (latest.value() != null) {
                super.onTimer(timestamp, context, out);
            }
        }
    }
}
