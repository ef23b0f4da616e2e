package dev.flinklabs.testkit.operator.lab07;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.util.Collector;

import java.util.HashSet;
import java.util.Set;

/** What a student may write instead of {@link PickupReminder}. */
public final class WrongReminders {

    private WrongReminders() {}

    /** Which parcels wait is kept in a field, the timers by Flink. */
    public static class FieldState extends PickupReminder {
        private final Set<String> waiting = new HashSet<>();

        @Override
        public void processElement(Parcel parcel, Context context, Collector<String> out) {
            if (parcel.kind().equals("ready")) {
                waiting.add(parcel.id());
                long due = parcel.time().toEpochMilli() + AN_HOUR + 1;
                context.timerService().registerEventTimeTimer(due);
            } else {
                waiting.remove(parcel.id());
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
            if (waiting.remove(context.getCurrentKey())) {
                out.collect(context.getCurrentKey());
            }
        }
    }

    /** A collected parcel's timer stays. */
    public static class TimerLeft extends PickupReminder {
        @Override
        protected void collected(Context context) {
            ready.clear();
        }
    }

    /** State is cleared when a parcel is collected, but not when a reminder leaves. */
    public static class StateLeftOnOnePath extends PickupReminder {
        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
            out.collect(context.getCurrentKey());
        }
    }

    /** The reminder leaves with the last watermark of all. */
    public static class AtTheEnd extends PickupReminder {
        @Override
        protected long due() {
            return Long.MAX_VALUE;
        }
    }

    /** The timer is one of processing time. */
    public static class ProcessingTimer extends PickupReminder {
        @Override
        public void processElement(Parcel parcel, Context context, Collector<String> out)
                throws Exception {
            super.processElement(parcel, context, out);
            context.timerService().deleteEventTimeTimer(due());
            context.timerService().registerProcessingTimeTimer(due());
        }
    }

    /** The timer fires on the edge, when the parcel can still be collected in time. */
    public static class OnTheEdge extends PickupReminder {
        @Override
        protected long due() throws Exception {
            return super.due() - 1;
        }
    }

    /** The reminder leaves on arrival of the parcel, and again in time. */
    public static class Twice extends PickupReminder {
        @Override
        public void processElement(Parcel parcel, Context context, Collector<String> out)
                throws Exception {
            super.processElement(parcel, context, out);
            out.collect(parcel.id());
        }
    }

    /** The reminder names the wrong parcel. */
    public static class AnotherParcel extends PickupReminder {
        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
            out.collect("p-9");
        }
    }

    /** Emits null. */
    public static class NullOutput extends PickupReminder {
        @Override
        public void processElement(Parcel parcel, Context context, Collector<String> out) {
            out.collect(null);
        }
    }

    /** Fails on a collected parcel of which it knows nothing. */
    public static class NullState extends PickupReminder {
        @Override
        public void processElement(Parcel parcel, Context context, Collector<String> out)
                throws Exception {
            if (parcel.kind().equals("collected")) {
                long waited = parcel.time().toEpochMilli() - ready.value();
                context.timerService().deleteEventTimeTimer(waited);
            }
        }
    }

    /** Fails at its timer. */
    public static class FailingTimer extends PickupReminder {
        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
            throw new IllegalStateException("no reminder for " + context.getCurrentKey());
        }
    }

    /** Fails when it opens. */
    public static class FailingOpen extends PickupReminder {
        @Override
        public void open(OpenContext context) {
            throw new IllegalArgumentException("no such state");
        }
    }

    /** Holds what cannot be sent to a TaskManager. */
    public static class NotSerializable extends PickupReminder {
        final Object lock = new Object();
    }

    /** A stub. */
    public static class NotDone extends PickupReminder {
        @Override
        public void processElement(Parcel parcel, Context context, Collector<String> out) {
            throw new UnsupportedOperationException("Lab 2.7 is not done yet");
        }
    }

    /** Counts the instances that are closed, and fails on demand when it is. */
    public static class Closing extends PickupReminder {
        public static int closed;
        public static boolean failing;

        @Override
        public void close() {
            closed++;
            if (failing) {
                throw new IllegalStateException("the door is stuck");
            }
        }
    }
}
