package dev.flinklabs.ops.lab16;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flinklabs.marketplace.EventJson;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sets orders aside that a wrong clock has timed, and hands on the others. */
final class SetAside extends ProcessFunction<StampedOrder, StampedOrder> {

    /** Orders that were set aside, in JSON. */
    static final OutputTag<String> WRONGLY_TIMED = new OutputTag<>("wrongly timed", Types.STRING);

    @Override
    public void processElement(StampedOrder order, Context context, Collector<StampedOrder> out) {
        if (order.wronglyTimed()) {
            context.output(WRONGLY_TIMED, new String(EventJson.encode(order.event()), UTF_8));
        } else {
            out.collect(order);
        }
    }
}
