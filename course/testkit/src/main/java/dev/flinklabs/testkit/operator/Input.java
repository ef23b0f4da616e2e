package dev.flinklabs.testkit.operator;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One input of the operator in an {@link OperatorStory}: how its events are timed, keyed and told.
 *
 * @param <T> the events
 */
public final class Input<T> {

    private final String name;
    private final Function<T, Instant> time;
    private final KeySelector<T, ?> key;
    private final TypeInformation<?> keyType;
    private final Function<T, String> words;

    private Input(
            String name,
            Function<T, Instant> time,
            KeySelector<T, ?> key,
            TypeInformation<?> keyType,
            Function<T, String> words) {
        this.name = name;
        this.time = time;
        this.key = key;
        this.keyType = keyType;
        this.words = words;
    }

    /**
     * An input without a key, whose events are told by their {@code toString}.
     *
     * @param name the label of its lane in pictures, such as {@code in} or {@code payments}
     * @param time an event's time; null for an event that carries no timestamp
     */
    public static <T> Input<T> named(String name, Function<T, Instant> time) {
        return new Input<>(name, Objects.requireNonNull(time), null, null, String::valueOf);
    }

    /** The same input, keyed. The selector must be serializable, as in a job. */
    public <K> Input<T> keyedBy(KeySelector<T, K> key, TypeInformation<K> type) {
        return new Input<>(name, time, key, type, words);
    }

    /**
     * The same input, its events told in these words in failures and pictures, such as {@code
     * created o-1}.
     */
    public Input<T> toldAs(Function<T, String> words) {
        return new Input<>(name, time, key, keyType, words);
    }

    String name() {
        return name;
    }

    Optional<Instant> timeOf(T event) {
        return Optional.ofNullable(time.apply(event));
    }

    String wordsFor(T event) {
        return words.apply(event);
    }

    boolean isKeyed() {
        return key != null;
    }

    KeySelector<T, ?> key() {
        return key;
    }

    TypeInformation<?> keyType() {
        return keyType;
    }

    Object keyOf(T event) throws Exception {
        return key.getKey(event);
    }

    /** Fails for an event that no job could key. */
    void check(T event) {
        try {
            if (isKeyed() && keyOf(event) == null) {
                throw new IllegalArgumentException(
                        "The key of %s is null, and Flink keys by nothing that is null: let the key selector of input %s give such events a key."
                                .formatted(wordsFor(event), name));
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "The key selector of input %s failed".formatted(name), e);
        }
    }
}
