package dev.flinklabs.testkit.operator;

import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimerServiceImpl;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an operator keeps, over all its subtasks.
 *
 * @param states one for each named state and key; one more for each window, too
 */
record Kept(List<State> states, List<Timer> timers) {

    private static final int TOLD = 3;

    /** Timers lie beside the states in RocksDB, under this name. */
    private static final String TIMERS = "_timer_state/";

    record State(String name, String key) {}

    record Timer(String key, Instant time, boolean processingTime) {}

    static Kept by(Collection<? extends AbstractStreamOperator<?>> subtasks) throws Exception {
        List<State> states = new ArrayList<>();
        List<Timer> timers = new ArrayList<>();
        for (AbstractStreamOperator<?> subtask : subtasks) {
            KeyedStateBackend<?> backend = subtask.getKeyedStateBackend();
            if (backend != null) {
                addStates(backend, states);
                addTimers(subtask, timers);
            }
        }
        states.sort(Comparator.comparing(State::name).thenComparing(State::key));
        timers.sort(Comparator.comparing(Timer::time).thenComparing(Timer::key));
        return new Kept(states, timers);
    }

    private static void addStates(KeyedStateBackend<?> backend, List<State> states) {
        for (Object name : Internals.states(backend).keySet()) {
            if (name.toString().startsWith(TIMERS)) {
                continue;
            }
            try (Stream<? extends Tuple2<?, ?>> keys =
                    backend.getKeysAndNamespaces(name.toString())) {
                keys.forEach(key -> states.add(new State(name.toString(), words(key.f0, key.f1))));
            }
        }
    }

    private static void addTimers(AbstractStreamOperator<?> operator, List<Timer> timers)
            throws Exception {
        for (InternalTimerServiceImpl<?, ?> service : Internals.timerServices(operator)) {
            service.forEachEventTimeTimer(
                    (namespace, time) -> timers.add(timer(operator, namespace, time, false)));
            service.forEachProcessingTimeTimer(
                    (namespace, time) -> timers.add(timer(operator, namespace, time, true)));
        }
    }

    private static Timer timer(
            AbstractStreamOperator<?> operator, Object namespace, long time, boolean processing) {
        String key = words(operator.getCurrentKey(), namespace);
        return new Timer(key, Instant.ofEpochMilli(time), processing);
    }

    private static String words(Object key, Object namespace) {
        if (namespace instanceof TimeWindow window) {
            return "%s in %s–%s"
                    .formatted(
                            key,
                            Chronicle.words(Instant.ofEpochMilli(window.getStart())),
                            Chronicle.words(Instant.ofEpochMilli(window.getEnd())));
        }
        return String.valueOf(key);
    }

    /** Such as {@code state pending (o-1, o-2), timer (o-1 at 12:00)}. */
    String words() {
        Map<String, List<String>> keys =
                states.stream()
                        .collect(
                                Collectors.groupingBy(
                                        State::name,
                                        TreeMap::new,
                                        Collectors.mapping(State::key, Collectors.toList())));
        List<String> parts = new ArrayList<>();
        keys.forEach((name, of) -> parts.add("state " + name + some(of, key -> key)));
        if (states.isEmpty()) {
            parts.add("no state");
        }
        parts.add(timers.isEmpty() ? "no timer" : "timer" + some(timers, Kept::words));
        return String.join(", ", parts);
    }

    private static String words(Timer timer) {
        return timer.key
                + " at "
                + Chronicle.words(timer.time)
                + (timer.processingTime ? " on the clock" : "");
    }

    private static <T> String some(List<T> all, Function<T, String> words) {
        String some = all.stream().limit(TOLD).map(words).collect(Collectors.joining(", "));
        int more = all.size() - TOLD;
        return " (" + some + (more > 0 ? " and " + more + " more" : "") + ")";
    }
}
