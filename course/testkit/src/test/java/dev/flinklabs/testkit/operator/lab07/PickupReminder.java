package dev.flinklabs.testkit.operator.lab07;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

import java.time.Duration;

/**
 * Reminds of every parcel that is not collected within an hour, the edge included; the right
 * answer, and the seams at which the wrong ones differ.
 */
public class PickupReminder extends KeyedProcessFunction<String, Parcel, String> {

    protected static final long AN_HOUR = Duration.ofHours(1).toMillis();

    protected transient ValueState<Long> ready;
    private transient Counter malformed;

    @Override
    public void open(OpenContext context) throws Exception {
        ready = getRuntimeContext().getState(new ValueStateDescriptor<>("ready", Long.class));
        malformed = getRuntimeContext().getMetricGroup().counter("malformed");
    }

    @Override
    public void processElement(Parcel parcel, Context context, Collector<String> out)
            throws Exception {
        if (parcel.id().isEmpty()) {
            malformed.inc();
        } else if (parcel.kind().equals("ready")) {
            ready.update(parcel.time().toEpochMilli());
            context.timerService().registerEventTimeTimer(due());
        } else if (ready.value() != null && parcel.time().toEpochMilli() < due()) {
            collected(context);
        }
    }

    /** The first moment that is too late. */
    protected long due() throws Exception {
        return ready.value() + AN_HOUR + 1;
    }

    protected void collected(Context context) throws Exception {
        context.timerService().deleteEventTimeTimer(due());
        ready.clear();
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
            throws Exception {
        if (ready.value() != null) {
            out.collect(context.getCurrentKey());
            ready.clear();
        }
    }
}
