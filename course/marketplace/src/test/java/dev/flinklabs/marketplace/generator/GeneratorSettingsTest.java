package dev.flinklabs.marketplace.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinklabs.marketplace.Topics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

class GeneratorSettingsTest {

    private static final GeneratorSettings DEFAULTS = GeneratorSettings.ofSeed(42);

    @Test
    void the_defaults_are_those_that_the_documentation_names() {
        assertThat(DEFAULTS.seed()).isEqualTo(42);
        assertThat(DEFAULTS.orders()).isEqualTo(1000);
        assertThat(DEFAULTS.customers()).isEqualTo(100);
        assertThat(DEFAULTS.products()).isEqualTo(50);
        assertThat(DEFAULTS.start()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
        assertThat(DEFAULTS.meanGap()).isEqualTo(Duration.ofSeconds(1));
        assertThat(DEFAULTS.skew()).isZero();
        assertThat(DEFAULTS.guests()).isZero();
        assertThat(DEFAULTS.fastClockShare()).isZero();
        assertThat(DEFAULTS.fastClockBy()).isZero();
        assertThat(DEFAULTS.orderSchemas()).containsExactly(OrderSchema.V1);
        assertThat(DEFAULTS.topic(Topics.ORDER))
                .isEqualTo(
                        new TopicSettings(
                                4,
                                Duration.ZERO,
                                0,
                                Duration.ZERO,
                                0,
                                Duration.ZERO,
                                0,
                                0,
                                Duration.ZERO));
    }

    @Test
    void a_knob_changes_what_it_names_and_leaves_the_rest() {
        GeneratorSettings changed =
                DEFAULTS.seed(1)
                        .orders(2)
                        .customers(3)
                        .products(4)
                        .start(Instant.EPOCH)
                        .meanGap(Duration.ofMillis(5))
                        .skew(0.6)
                        .guests(0.7)
                        .fastClocks(0.16, Duration.ofDays(17))
                        .orderSchemas(OrderSchema.V2, OrderSchema.V3)
                        .topic(
                                Topics.PRODUCT,
                                t ->
                                        t.partitions(7)
                                                .disorder(Duration.ofSeconds(8))
                                                .late(0.09, Duration.ofSeconds(10))
                                                .duplicates(0.11, Duration.ofSeconds(12))
                                                .malformed(0.13)
                                                .idle(2, Duration.ofSeconds(15)));

        assertThat(changed)
                .hasToString(
                        "GeneratorSettings[seed=1, orders=2, customers=3, products=4,"
                                + " start=1970-01-01T00:00:00Z, meanGap=PT0.005S, skew=0.6, guests=0.7,"
                                + " fastClockShare=0.16, fastClockBy=PT408H,"
                                + " orderSchemas=[V2, V3], topics={shop.product=TopicSettings["
                                + "partitions=7, disorder=PT8S, lateShare=0.09, lateBy=PT10S,"
                                + " duplicateShare=0.11, duplicateWithin=PT12S, malformedShare=0.13,"
                                + " idlePartitions=2, idleAfter=PT15S]}]");
        assertThat(changed.topic(Topics.ORDER)).isEqualTo(TopicSettings.wellBehaved());
        assertThat(DEFAULTS).isEqualTo(GeneratorSettings.ofSeed(42));
    }

    static Stream<Arguments> illegal() {
        Duration second = Duration.ofSeconds(1);
        return Stream.of(
                refused(s -> s.orders(-1), "orders is -1; expected 0 or more."),
                refused(s -> s.customers(0), "customers is 0; expected 1 to 1000000."),
                refused(s -> s.products(1_000_001), "products is 1000001; expected 1 to 1000000."),
                refused(
                        s -> s.start(Instant.parse("1969-12-31T23:59:59Z")),
                        "start is 1969-12-31T23:59:59Z; expected a time from 1970-01-01T00:00:00Z to"
                                + " 2999-12-31T23:59:59.999Z."),
                refused(
                        s -> s.meanGap(Duration.ZERO),
                        "mean gap is PT0S; expected a duration from 1 microsecond to 1 day."),
                refused(
                        s -> s.meanGap(Duration.ofDays(2)),
                        "mean gap is PT48H; expected a duration from 1 microsecond to 1 day."),
                refused(
                        s -> s.orders(Long.MAX_VALUE),
                        "9223372036854775807 orders with a mean gap of PT1S take more than 100 years;"
                                + " take fewer orders or a smaller gap."),
                refused(s -> s.skew(-0.1), "skew is -0.1; expected 0 to 10."),
                refused(s -> s.skew(Double.NaN), "skew is NaN; expected 0 to 10."),
                refused(s -> s.guests(1.1), "guests is 1.1; expected 0 to 1."),
                refused(
                        s -> s.fastClocks(1.1, second),
                        "fast clock share is 1.1; expected 0 to 1."),
                refused(
                        s -> s.fastClocks(0.1, second.negated()),
                        "fast clock by is PT-1S; expected a duration from 0 to 36500 days."),
                refused(
                        s -> s.orderSchemas(new OrderSchema[0]),
                        "order schemas is empty; expected at least one."),
                refused(
                        s -> s.topic("shop.orders", t -> t),
                        "no topic \"shop.orders\" is generated; expected one of [shop.order,"
                                + " shop.product, shop.customer, shop.application, shop.pageview]."),
                refused(topic(t -> t.partitions(0)), "partitions is 0; expected 1 to 1000."),
                refused(
                        topic(t -> t.disorder(second.negated())),
                        "disorder is PT-1S; expected a duration from 0 to 365 days."),
                refused(
                        topic(t -> t.disorder(Duration.ofDays(366))),
                        "disorder is PT8784H; expected a duration from 0 to 365 days."),
                refused(topic(t -> t.late(1.5, second)), "late share is 1.5; expected 0 to 1."),
                refused(
                        topic(t -> t.late(0.1, Duration.ofNanos(5))),
                        "late by is PT0.000000005S; expected at least 1 ms, as late share is not 0."),
                refused(
                        topic(t -> t.duplicates(-1, second)),
                        "duplicate share is -1; expected 0 to 1."),
                refused(
                        topic(t -> t.duplicates(1, Duration.ZERO)),
                        "duplicate within is PT0S; expected at least 1 ms, as duplicate share is not"
                                + " 0."),
                refused(topic(t -> t.malformed(2)), "malformed share is 2; expected 0 to 1."),
                refused(
                        topic(t -> t.idle(4, second)),
                        "idle partitions is 4 of 4; expected at least 0, and fewer than there are"
                                + " partitions."),
                refused(
                        topic(t -> t.idle(1, second.negated())),
                        "idle after is PT-1S; expected a duration from 0 to 365 days."));
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void an_illegal_setting_is_refused_with_a_sentence(
            UnaryOperator<GeneratorSettings> change, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(DEFAULTS))
                .withMessage(sentence);
    }

    private static Arguments refused(UnaryOperator<GeneratorSettings> change, String sentence) {
        return Arguments.of(change, sentence);
    }

    private static UnaryOperator<GeneratorSettings> topic(UnaryOperator<TopicSettings> change) {
        return s -> s.topic(Topics.ORDER, change);
    }
}
