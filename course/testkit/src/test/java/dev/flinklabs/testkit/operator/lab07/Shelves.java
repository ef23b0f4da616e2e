package dev.flinklabs.testkit.operator.lab07;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Puts parcels on the shelf that the broadcast rule for their kind names; those without a rule go
 * to a side output.
 */
public class Shelves extends KeyedBroadcastProcessFunction<String, Parcel, Shelves.Rule, String> {

    /** Where parcels of a kind lie. */
    public record Rule(String kind, String shelf) {}

    public static final MapStateDescriptor<String, String> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, Types.STRING);

    public static final OutputTag<String> UNKNOWN = new OutputTag<>("unknown", Types.STRING);

    private transient ValueState<String> shelf;

    @Override
    public void open(OpenContext context) {
        shelf = getRuntimeContext().getState(new ValueStateDescriptor<>("shelf", String.class));
    }

    @Override
    public void processElement(Parcel parcel, ReadOnlyContext context, Collector<String> out)
            throws Exception {
        String named = context.getBroadcastState(RULES).get(parcel.kind());
        if (named == null) {
            context.output(UNKNOWN, parcel.id());
        } else {
            shelf.update(named);
            out.collect(parcel.id() + " on " + named);
        }
    }

    @Override
    public void processBroadcastElement(Rule rule, Context context, Collector<String> out)
            throws Exception {
        context.getBroadcastState(RULES).put(rule.kind(), rule.shelf());
    }
}
