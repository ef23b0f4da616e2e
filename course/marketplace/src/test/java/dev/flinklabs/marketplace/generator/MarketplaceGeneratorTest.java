package dev.flinklabs.marketplace.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.MalformedEventException;
import dev.flinklabs.marketplace.Operation;
import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;
import dev.flinklabs.marketplace.PageView;
import dev.flinklabs.marketplace.Product;
import dev.flinklabs.marketplace.ProductChange;
import dev.flinklabs.marketplace.Topics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

class MarketplaceGeneratorTest {

    private static final GeneratorSettings PLAIN = GeneratorSettings.ofSeed(42).orders(2000);

    // --- the marketplace

    @Test
    void as_many_orders_are_placed_as_asked_for_and_each_lives_a_life_that_makes_sense() {
        Map<String, List<OrderEvent>> lives =
                events(PLAIN, Topics.ORDER, EventJson::decodeOrder).stream()
                        .collect(groupingBy(OrderEvent::orderId));

        assertThat(lives).hasSize(2000);
        Map<List<OrderStatus>, Integer> shapes = new HashMap<>();
        for (List<OrderEvent> life : lives.values()) {
            shapes.merge(life.stream().map(OrderEvent::status).toList(), 1, Integer::sum);
            assertThat(life).extracting(OrderEvent::eventTime).isSorted().doesNotHaveDuplicates();
            assertThat(life.stream().map(MarketplaceGeneratorTest::untimed).distinct()).hasSize(1);
        }
        assertThat(shapes.keySet())
                .containsExactlyInAnyOrder(
                        List.of(OrderStatus.CREATED),
                        List.of(OrderStatus.CREATED, OrderStatus.CANCELLED),
                        List.of(OrderStatus.CREATED, OrderStatus.PAID, OrderStatus.CANCELLED),
                        List.of(OrderStatus.CREATED, OrderStatus.PAID, OrderStatus.SHIPPED));
        assertThat(shapes.values()).allMatch(count -> count > 50);
    }

    @Test
    void some_orders_are_paid_within_half_an_hour_some_later_than_two() {
        Map<String, Instant> created = new HashMap<>();
        List<Duration> waits = new ArrayList<>();
        for (OrderEvent order : events(PLAIN, Topics.ORDER, EventJson::decodeOrder)) {
            if (order.status() == OrderStatus.CREATED) {
                created.put(order.orderId(), order.eventTime());
            } else if (order.status() == OrderStatus.PAID) {
                waits.add(Duration.between(created.get(order.orderId()), order.eventTime()));
            }
        }

        assertThat(waits).filteredOn(w -> w.toMinutes() < 30).hasSizeGreaterThan(1000);
        assertThat(waits).filteredOn(w -> w.toMinutes() >= 120).hasSizeGreaterThan(20);
        assertThat(waits).allMatch(w -> w.toMinutes() >= 1 && w.toMinutes() <= 180);
    }

    @Test
    void an_order_costs_the_price_that_the_product_has_at_that_time() {
        Map<String, Product> catalogue = new HashMap<>();
        int compared = 0;
        for (GeneratedRecord record : records(PLAIN)) {
            if (record.topic().equals(Topics.PRODUCT) && !record.tombstone()) {
                ProductChange change = EventJson.decodeProductChange(record.value());
                if (change.op() == Operation.DELETE) {
                    catalogue.remove(change.before().productId());
                } else {
                    catalogue.put(change.after().productId(), change.after());
                }
            } else if (record.topic().equals(Topics.ORDER)) {
                OrderEvent order = EventJson.decodeOrder(record.value());
                if (order.status() == OrderStatus.CREATED) {
                    assertThat(order.amountCents())
                            .isEqualTo(
                                    order.quantity()
                                            * catalogue.get(order.productId()).priceCents());
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(2000);
    }

    @Test
    void the_snapshot_comes_first_and_each_change_continues_the_one_before() {
        List<ProductChange> changes =
                changes(PLAIN, Topics.PRODUCT, EventJson::decodeProductChange);
        assertThat(changes.subList(0, 50))
                .allMatch(c -> c.op() == Operation.READ && c.source().snapshot())
                .allMatch(c -> c.source().ts().equals(PLAIN.start()))
                .allMatch(c -> c.after().updatedAt().isBefore(PLAIN.start()));
        assertThat(changes.subList(50, changes.size()))
                .noneMatch(c -> c.op() == Operation.READ || c.source().snapshot())
                .extracting(c -> c.source().lsn())
                .isSorted()
                .doesNotHaveDuplicates();

        Map<String, Product> rows = new HashMap<>();
        for (ProductChange change : changes) {
            String id = (change.after() == null ? change.before() : change.after()).productId();
            assertThat(change.before()).isEqualTo(rows.get(id));
            assertThat(change.after()).isNotEqualTo(change.before());
            if (change.after() == null) {
                rows.remove(id);
            } else {
                rows.put(id, change.after());
            }
        }
        assertThat(rows).hasSize(50);
    }

    @Test
    void products_and_customers_change_come_and_go() {
        assertThat(changes(PLAIN, Topics.PRODUCT, EventJson::decodeProductChange))
                .anyMatch(c -> c.op() == Operation.CREATE)
                .anyMatch(c -> c.op() == Operation.DELETE)
                .filteredOn(c -> c.op() == Operation.UPDATE)
                .isNotEmpty()
                .allMatch(c -> c.before().priceCents() != c.after().priceCents());
        assertThat(changes(PLAIN, Topics.CUSTOMER, EventJson::decodeCustomerChange))
                .anyMatch(c -> c.op() == Operation.CREATE)
                .anyMatch(c -> c.op() == Operation.DELETE)
                .filteredOn(c -> c.op() == Operation.UPDATE)
                .anyMatch(c -> c.before().tier() != c.after().tier())
                .anyMatch(c -> !c.before().city().equals(c.after().city()));
    }

    @Test
    void a_tombstone_follows_each_delete_and_comes_nowhere_else() {
        List<GeneratedRecord> records =
                topic(PLAIN.topic(Topics.PRODUCT, t -> t.disorder(minutes(5))), Topics.PRODUCT);
        int tombstones = 0;
        for (int i = 0; i < records.size(); i++) {
            boolean delete = !records.get(i).tombstone() && text(records.get(i)).contains("\"d\"");
            if (delete) {
                GeneratedRecord next = records.get(i + 1);
                assertThat(next.tombstone()).isTrue();
                assertThat(next.key()).isEqualTo(records.get(i).key());
                tombstones++;
            }
        }
        assertThat(tombstones).isPositive();
        assertThat(records).filteredOn(GeneratedRecord::tombstone).hasSize(tombstones);
    }

    @Test
    void some_orders_follow_a_page_view_of_the_same_product_and_some_do_not() {
        Set<String> viewed = new HashSet<>();
        int after = 0;
        int without = 0;
        for (GeneratedRecord record : records(PLAIN.customers(10_000).products(1000))) {
            if (record.topic().equals(Topics.PAGEVIEW)) {
                PageView view = EventJson.decodePageView(record.value());
                viewed.add(view.customerId() + view.productId());
            } else if (record.topic().equals(Topics.ORDER)) {
                OrderEvent order = EventJson.decodeOrder(record.value());
                if (order.status() == OrderStatus.CREATED) {
                    boolean known = viewed.contains(order.customerId() + order.productId());
                    after += known ? 1 : 0;
                    without += known ? 0 : 1;
                }
            }
        }
        assertThat(after).isGreaterThan(1500);
        assertThat(without).isGreaterThan(200);
    }

    @Test
    void every_topic_gets_records_that_its_decoder_reads() {
        for (GeneratedRecord record : records(PLAIN)) {
            if (!record.tombstone()) {
                assertThat(decode(record)).isNotNull();
            }
        }
        assertThat(countByTopic(PLAIN)).containsOnlyKeys(Topics.INCOMING);
    }

    @Test
    void without_orders_there_are_the_snapshots_only() {
        assertThat(countByTopic(PLAIN.orders(0)))
                .isEqualTo(Map.of(Topics.PRODUCT, 50L, Topics.CUSTOMER, 100L));
    }

    // --- sending

    @Test
    void well_behaved_topics_are_in_order_of_event_time_and_sent_at_once() {
        List<GeneratedRecord> records = records(PLAIN);

        assertThat(records).extracting(GeneratedRecord::eventTime).isSorted();
        assertThat(records).allMatch(r -> r.timestamp().equals(r.eventTime()));
        assertThat(records).noneMatch(r -> r.late() || r.duplicate() || r.malformed());
        assertThat(records.get(0).timestamp()).isEqualTo(PLAIN.start());
    }

    @Test
    void the_mean_gap_is_the_mean_time_between_orders() {
        List<Instant> placed =
                events(PLAIN.meanGap(Duration.ofSeconds(5)), Topics.ORDER, EventJson::decodeOrder)
                        .stream()
                        .filter(o -> o.status() == OrderStatus.CREATED)
                        .map(OrderEvent::eventTime)
                        .toList();

        // Not from the first to the last: the visits that end with them take minutes.
        Duration thousandGaps = Duration.between(placed.get(500), placed.get(1500));
        assertThat(thousandGaps.toSeconds()).isCloseTo(5000, within(500L));
    }

    @Test
    void a_key_always_goes_to_the_partition_of_its_hash() {
        GeneratorSettings settings = messy(PLAIN).everyTopic(t -> t.partitions(7));

        for (GeneratedRecord record : records(settings)) {
            assertThat(record.partition()).isEqualTo(Partitions.of(record.key(), 7));
        }
        for (String topic : Topics.INCOMING) {
            assertThat(topic(settings, topic).stream().map(GeneratedRecord::partition))
                    .as(topic)
                    .contains(0, 1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void disorder_holds_records_back_by_no_more_than_it_says_and_makes_none_late() {
        GeneratorSettings settings = PLAIN.everyTopic(t -> t.disorder(minutes(2)));
        List<GeneratedRecord> records = records(settings);

        assertThat(records).extracting(GeneratedRecord::timestamp).isSorted();
        assertThat(records)
                .allMatch(r -> !r.timestamp().isBefore(r.eventTime()))
                .allMatch(r -> !r.timestamp().isAfter(r.eventTime().plus(minutes(2))));
        assertThat(records).noneMatch(GeneratedRecord::late);
        assertThat(disordered(topic(settings, Topics.ORDER))).isGreaterThan(1000);
        assertThat(contents(records)).containsExactlyInAnyOrderElementsOf(contents(records(PLAIN)));
    }

    @Test
    void a_record_is_late_exactly_if_it_is_older_than_its_partition_allows() {
        GeneratorSettings settings = messy(PLAIN);
        Map<String, Instant> greatest = new HashMap<>();
        int late = 0;
        for (GeneratedRecord record : records(settings)) {
            if (record.malformed() || record.tombstone()) {
                assertThat(record.late()).isFalse();
                continue;
            }
            String partition = record.topic() + record.partition();
            Instant bound =
                    greatest.getOrDefault(partition, Instant.MIN.plus(Duration.ofDays(1)))
                            .minus(settings.topic(record.topic()).disorder());
            assertThat(record.late()).isEqualTo(record.eventTime().isBefore(bound));
            greatest.merge(partition, record.eventTime(), (a, b) -> a.isAfter(b) ? a : b);
            late += record.late() ? 1 : 0;
        }
        assertThat(late).isGreaterThan(500);
    }

    @Test
    void the_late_share_is_held_back_beyond_the_disorder_and_is_late_in_a_busy_partition() {
        GeneratorSettings settings =
                PLAIN.topic(
                        Topics.PAGEVIEW,
                        t -> t.disorder(Duration.ofSeconds(10)).late(0.1, minutes(1)));
        List<GeneratedRecord> records = topic(settings, Topics.PAGEVIEW);
        Duration held = Duration.ofSeconds(70);
        List<GeneratedRecord> heldBack =
                records.stream()
                        .filter(r -> r.timestamp().equals(r.eventTime().plus(held)))
                        .toList();

        assertThat(heldBack.size() / (double) records.size()).isCloseTo(0.1, within(0.01));
        assertThat(records).filteredOn(GeneratedRecord::late).isSubsetOf(heldBack);
        assertThat(heldBack).filteredOn(r -> !r.late()).hasSizeLessThan(30);
    }

    @Test
    void duplicates_are_redeliveries_byte_for_byte_and_the_rest_is_the_stream_without_them() {
        UnaryOperator<TopicSettings> disorder = t -> t.disorder(Duration.ofSeconds(10));
        GeneratorSettings settings = PLAIN.everyTopic(disorder);
        List<GeneratedRecord> records =
                records(settings.everyTopic(t -> t.duplicates(0.1, minutes(3))));
        Map<String, Instant> sent = new HashMap<>();
        int duplicates = 0;
        for (GeneratedRecord record : records) {
            if (record.tombstone()) {
                continue;
            }
            String content = content(record);
            if (record.duplicate()) {
                assertThat(record.timestamp())
                        .isAfter(sent.get(content))
                        .isBeforeOrEqualTo(sent.get(content).plus(minutes(3)));
                duplicates++;
            } else {
                assertThat(sent.put(content, record.timestamp())).isNull();
            }
        }

        assertThat(duplicates / (double) sent.size()).isCloseTo(0.1, within(0.01));
        assertThat(contents(records.stream().filter(r -> !r.duplicate()).toList()))
                .isEqualTo(contents(records(settings)));
    }

    @Test
    void malformed_records_are_refused_and_the_others_are_untouched() {
        List<GeneratedRecord> plain = records(PLAIN);
        List<GeneratedRecord> broken = records(PLAIN.everyTopic(t -> t.malformed(0.2)));

        assertThat(broken).hasSameSizeAs(plain);
        for (int i = 0; i < broken.size(); i++) {
            GeneratedRecord record = broken.get(i);
            if (record.malformed()) {
                assertThatThrownBy(() -> decode(record))
                        .as("%s of %s", record.malformation(), record.topic())
                        .isInstanceOf(MalformedEventException.class);
                assertThat(record.key()).isEqualTo(plain.get(i).key());
                assertThat(record.eventTime()).isEqualTo(plain.get(i).eventTime());
            } else {
                assertThat(content(record)).isEqualTo(content(plain.get(i)));
            }
        }
        double share =
                broken.stream().filter(GeneratedRecord::malformed).count() / (double) broken.size();
        assertThat(share).isCloseTo(0.2, within(0.01));
    }

    @Test
    void every_kind_of_malformed_value_occurs_in_every_topic() {
        Map<String, Set<Malformation>> kinds = new TreeMap<>();
        for (GeneratedRecord record : records(PLAIN.orders(5000).everyTopic(t -> t.malformed(1)))) {
            if (!record.tombstone()) {
                kinds.computeIfAbsent(record.topic(), t -> new TreeSet<>())
                        .add(record.malformation());
            }
        }

        assertThat(kinds).containsOnlyKeys(Topics.INCOMING);
        assertThat(kinds.values()).allMatch(Set.of(Malformation.values())::equals);
    }

    @Test
    void a_malformed_record_is_neither_late_nor_sent_twice_and_a_tombstone_is_never_malformed() {
        List<GeneratedRecord> records =
                records(
                        PLAIN.everyTopic(
                                t ->
                                        t.late(0.5, minutes(5))
                                                .duplicates(0.5, minutes(5))
                                                .malformed(0.5)));

        assertThat(records)
                .filteredOn(GeneratedRecord::malformed)
                .isNotEmpty()
                .noneMatch(r -> r.late() || r.duplicate() || r.tombstone());
        assertThat(contents(records.stream().filter(GeneratedRecord::duplicate).toList()))
                .isNotEmpty()
                .isSubsetOf(
                        contents(
                                records.stream()
                                        .filter(r -> !r.duplicate() && !r.malformed())
                                        .toList()));
    }

    @Test
    void a_malformed_value_looks_as_its_kind_says() {
        byte[] value = "{\"id\":\"o-1\",\"n\":12}".getBytes(StandardCharsets.UTF_8);
        Map<Malformation, String> broken = new TreeMap<>();
        for (Malformation kind : Malformation.values()) {
            broken.put(kind, new String(kind.apply(value), StandardCharsets.UTF_8));
        }

        assertThat(broken)
                .isEqualTo(
                        Map.of(
                                Malformation.TRUNCATED, "{\"id\":\"o-",
                                Malformation.WRONG_TYPE, "{\"id\":\"o-1\",\"n\":\"many\"}",
                                Malformation.EMPTY_OBJECT, "{}",
                                Malformation.ARRAY, "[{\"id\":\"o-1\",\"n\":12}]",
                                Malformation.TRAILING_TEXT, "{\"id\":\"o-1\",\"n\":12} -- retry 1",
                                Malformation.EMPTY_VALUE, ""));
    }

    // --- schemas, skew, idle partitions

    @Test
    void each_order_schema_is_written_as_documented() {
        Instant time = Instant.ofEpochMilli(1767261600000L);
        OrderEvent order = new OrderEvent("o-1", OrderStatus.PAID, "c-7", "p-3", 2, 4998, time);
        String start =
                "{\"order_id\":\"o-1\",\"status\":\"PAID\",\"customer_id\":\"c-7\","
                        + "\"product_id\":\"p-3\",\"quantity\":2,";

        assertThat(new String(OrderSchema.V1.encode(order, 499, "app"), StandardCharsets.UTF_8))
                .isEqualTo(start + "\"amount_cents\":4998,\"event_time\":1767261600000}");
        assertThat(new String(OrderSchema.V2.encode(order, 499, "app"), StandardCharsets.UTF_8))
                .isEqualTo(
                        start
                                + "\"amount_cents\":4998,\"discount_cents\":499,"
                                + "\"event_time\":1767261600000}");
        assertThat(new String(OrderSchema.V3.encode(order, 499, "app"), StandardCharsets.UTF_8))
                .isEqualTo(
                        start
                                + "\"total_cents\":4998,\"discount_cents\":499,"
                                + "\"event_time\":1767261600000,\"channel\":\"app\"}");
    }

    @Test
    void order_schemas_are_mixed_evenly_and_say_the_same() {
        List<String> plain = texts(PLAIN, Topics.ORDER);
        List<String> mixed = texts(PLAIN.orderSchemas(OrderSchema.values()), Topics.ORDER);
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < mixed.size(); i++) {
            String value = mixed.get(i);
            String same =
                    value.replaceFirst("\"discount_cents\":\\d+,", "")
                            .replaceFirst(",\"channel\":\"(web|app|partner)\"", "")
                            .replaceFirst("total_cents", "amount_cents");
            assertThat(same).isEqualTo(plain.get(i));
            String schema =
                    !value.contains("discount_cents")
                            ? "V1"
                            : value.contains("amount_cents") ? "V2" : "V3";
            counts.merge(schema, 1, Integer::sum);
        }

        assertThat(counts).hasSize(3);
        assertThat(counts.values()).allMatch(c -> Math.abs(3.0 * c / mixed.size() - 1) < 0.1);
    }

    @Test
    void all_events_of_an_order_have_the_same_discount_which_some_orders_have() {
        Map<String, Set<String>> discounts = new TreeMap<>();
        for (String value : texts(PLAIN.orderSchemas(OrderSchema.V2), Topics.ORDER)) {
            String[] fields = value.split("[:,]");
            discounts.computeIfAbsent(fields[1], id -> new TreeSet<>()).add(fields[13]);
        }

        assertThat(discounts).hasSize(2000);
        assertThat(discounts.values()).allMatch(d -> d.size() == 1);
        assertThat(discounts.values()).filteredOn(d -> !d.contains("0")).hasSizeBetween(400, 600);
    }

    @Test
    void the_second_schema_is_read_without_its_discount_and_the_third_is_refused() {
        List<GeneratedRecord> second = topic(PLAIN.orderSchemas(OrderSchema.V2), Topics.ORDER);
        List<GeneratedRecord> third = topic(PLAIN.orderSchemas(OrderSchema.V3), Topics.ORDER);

        assertThat(second.stream().map(r -> EventJson.decodeOrder(r.value())))
                .isEqualTo(events(PLAIN, Topics.ORDER, EventJson::decodeOrder));
        assertThatThrownBy(() -> EventJson.decodeOrder(third.get(0).value()))
                .hasMessageContaining("amount_cents is missing");
    }

    @Test
    void without_skew_the_first_customer_is_chosen_as_often_as_any_other() {
        Map<String, Long> views = viewsOfCustomer(PLAIN.meanGap(Duration.ofMillis(1)));
        long all = views.values().stream().mapToLong(Long::longValue).sum();

        assertThat(100.0 * views.get("c-1") / all).isCloseTo(1, within(0.3));
    }

    @Test
    void with_a_skew_of_one_the_first_customer_is_chosen_k_times_as_often_as_the_k_th() {
        Map<String, Long> views =
                viewsOfCustomer(PLAIN.orders(10_000).meanGap(Duration.ofMillis(1)).skew(1));

        assertThat(views.get("c-1") / (double) views.get("c-2")).isCloseTo(2, within(0.2));
        assertThat(views.get("c-1") / (double) views.get("c-5")).isCloseTo(5, within(0.8));
    }

    @Test
    void the_customers_and_products_that_skew_makes_hot_never_leave() {
        Set<String> gone = new TreeSet<>();
        for (GeneratedRecord record : records(PLAIN.orders(20_000).skew(1))) {
            if (record.tombstone()) {
                gone.add(record.key());
            }
        }

        assertThat(gone).contains(EventJson.customerKey("c-51"), EventJson.productKey("p-26"));
        for (int i = 1; i <= 50; i++) {
            assertThat(gone).doesNotContain(EventJson.customerKey("c-" + i));
        }
        for (int i = 1; i <= 25; i++) {
            assertThat(gone).doesNotContain(EventJson.productKey("p-" + i));
        }
    }

    @Test
    void a_partition_that_is_idle_from_the_beginning_gets_nothing() {
        GeneratorSettings settings = messy(PLAIN).everyTopic(t -> t.idle(2, Duration.ZERO));

        assertThat(records(settings).stream().map(GeneratedRecord::partition).distinct())
                .containsExactlyInAnyOrder(0, 1);
        assertThat(
                        topic(settings, Topics.ORDER).stream()
                                .filter(r -> !r.malformed())
                                .filter(r -> text(r).contains("CREATED") && !r.duplicate()))
                .hasSizeGreaterThan(1900);
    }

    @Test
    void a_partition_that_falls_idle_gets_no_event_from_then_on_and_orders_stay_complete() {
        GeneratorSettings settings = PLAIN.everyTopic(t -> t.idle(1, minutes(20)));
        Instant from = settings.start().plus(minutes(20));

        for (String topic : List.of(Topics.ORDER, Topics.PAGEVIEW, Topics.APPLICATION)) {
            List<GeneratedRecord> records = topic(settings, topic);
            assertThat(records)
                    .filteredOn(r -> r.partition() == 3)
                    .isNotEmpty()
                    .allMatch(r -> r.eventTime().isBefore(from));
            assertThat(records)
                    .filteredOn(r -> r.partition() == 2)
                    .anyMatch(r -> !r.eventTime().isBefore(from));
        }
        Map<List<OrderStatus>, Long> shapes =
                events(settings, Topics.ORDER, EventJson::decodeOrder).stream()
                        .collect(groupingBy(OrderEvent::orderId))
                        .values()
                        .stream()
                        .map(life -> life.stream().map(OrderEvent::status).toList())
                        .collect(groupingBy(shape -> shape, counting()));
        Map<List<OrderStatus>, Long> shapesWithout =
                events(PLAIN, Topics.ORDER, EventJson::decodeOrder).stream()
                        .collect(groupingBy(OrderEvent::orderId))
                        .values()
                        .stream()
                        .map(life -> life.stream().map(OrderEvent::status).toList())
                        .collect(groupingBy(shape -> shape, counting()));
        assertThat(shapes).isEqualTo(shapesWithout);
    }

    @Test
    void guests_have_no_customer_id_and_their_orders_are_otherwise_the_same() {
        List<OrderEvent> members = events(PLAIN, Topics.ORDER, EventJson::decodeOrder);
        List<OrderEvent> mixed = events(PLAIN.guests(0.2), Topics.ORDER, EventJson::decodeOrder);

        Map<String, Set<String>> customers = new HashMap<>();
        for (int i = 0; i < mixed.size(); i++) {
            OrderEvent order = mixed.get(i);
            customers
                    .computeIfAbsent(order.orderId(), id -> new HashSet<>())
                    .add(order.customerId());
            assertThat(anonymous(order)).isEqualTo(anonymous(members.get(i)));
        }
        assertThat(customers.values()).allMatch(ofOneOrder -> ofOneOrder.size() == 1);
        long guests = customers.values().stream().filter(id -> id.contains(null)).count();
        assertThat(guests / 2000.0).isCloseTo(0.2, within(0.03));
    }

    private static OrderEvent anonymous(OrderEvent order) {
        return new OrderEvent(
                order.orderId(),
                order.status(),
                null,
                order.productId(),
                order.quantity(),
                order.amountCents(),
                order.eventTime());
    }

    @Test
    void a_fast_clock_changes_the_time_that_an_order_tells_and_nothing_else() {
        Duration by = Duration.ofDays(400);
        GeneratorSettings some = PLAIN.fastClocks(0.1, by);
        List<OrderEvent> sound = events(PLAIN, Topics.ORDER, EventJson::decodeOrder);
        List<OrderEvent> told = events(some, Topics.ORDER, EventJson::decodeOrder);

        int ahead = 0;
        for (int i = 0; i < told.size(); i++) {
            Instant time = sound.get(i).eventTime();
            boolean fast = !told.get(i).eventTime().equals(time);
            assertThat(told.get(i).eventTime()).isEqualTo(fast ? time.plus(by) : time);
            assertThat(told.get(i).orderId()).isEqualTo(sound.get(i).orderId());
            ahead += fast ? 1 : 0;
        }
        assertThat((double) ahead / told.size()).isCloseTo(0.1, within(0.02));
        assertThat(records(some).stream().map(GeneratedRecord::eventTime).toList())
                .isEqualTo(records(PLAIN).stream().map(GeneratedRecord::eventTime).toList());
    }

    // --- any size, the same every time

    @Test
    void the_same_settings_give_the_same_records_and_another_seed_others() {
        GeneratorSettings settings = messy(PLAIN);

        assertThat(contents(records(settings))).isEqualTo(contents(records(settings)));
        assertThat(contents(records(settings.seed(43)))).isNotEqualTo(contents(records(settings)));
    }

    @Test
    void settings_of_one_topic_leave_the_bytes_of_the_others() {
        GeneratorSettings settings =
                PLAIN.topic(
                        Topics.PRODUCT,
                        t -> t.disorder(minutes(1)).malformed(0.3).late(0.1, minutes(5)));
        Predicate<GeneratedRecord> others = r -> !r.topic().equals(Topics.PRODUCT);

        assertThat(contents(records(settings).stream().filter(others).toList()))
                .isEqualTo(contents(records(PLAIN).stream().filter(others).toList()));
    }

    @Test
    @Timeout(60)
    void the_first_records_of_a_billion_orders_are_there_at_once() {
        assertThat(MarketplaceGenerator.records(PLAIN.orders(1_000_000_000)).limit(1000))
                .hasSize(1000);
    }

    @Test
    void memory_does_not_grow_with_the_number_of_orders() {
        GeneratorSettings settings = messy(PLAIN.orders(50_000_000).meanGap(minutes(1)));
        Iterator<GeneratedRecord> records = MarketplaceGenerator.records(settings).iterator();

        long early = bytesInUseAfter(records, 100_000);
        long later = bytesInUseAfter(records, 500_000);

        assertThat(records).hasNext();
        assertThat(later - early).as("bytes for 500,000 records more").isLessThan(2_000_000);
    }

    private static long bytesInUseAfter(Iterator<GeneratedRecord> records, int count) {
        for (int i = 0; i < count; i++) {
            records.next();
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static GeneratorSettings messy(GeneratorSettings settings) {
        return settings.everyTopic(
                t ->
                        t.disorder(Duration.ofSeconds(20))
                                .late(0.05, minutes(5))
                                .duplicates(0.05, minutes(2))
                                .malformed(0.02));
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static List<GeneratedRecord> records(GeneratorSettings settings) {
        return MarketplaceGenerator.records(settings).toList();
    }

    private static List<GeneratedRecord> topic(GeneratorSettings settings, String topic) {
        return MarketplaceGenerator.records(settings).filter(r -> r.topic().equals(topic)).toList();
    }

    private static <T> List<T> events(
            GeneratorSettings settings, String topic, Function<byte[], T> decoder) {
        return topic(settings, topic).stream().map(r -> decoder.apply(r.value())).toList();
    }

    private static <T> List<T> changes(
            GeneratorSettings settings, String topic, Function<byte[], T> decoder) {
        return topic(settings, topic).stream()
                .filter(r -> !r.tombstone())
                .map(r -> decoder.apply(r.value()))
                .toList();
    }

    private static Object decode(GeneratedRecord record) {
        return switch (record.topic()) {
            case Topics.ORDER -> EventJson.decodeOrder(record.value());
            case Topics.PRODUCT -> EventJson.decodeProductChange(record.value());
            case Topics.CUSTOMER -> EventJson.decodeCustomerChange(record.value());
            case Topics.APPLICATION -> EventJson.decodeApplication(record.value());
            case Topics.PAGEVIEW -> EventJson.decodePageView(record.value());
            default -> throw new AssertionError(record.topic());
        };
    }

    private static Map<String, Long> countByTopic(GeneratorSettings settings) {
        return MarketplaceGenerator.records(settings)
                .collect(groupingBy(GeneratedRecord::topic, counting()));
    }

    private static Map<String, Long> viewsOfCustomer(GeneratorSettings settings) {
        return events(settings, Topics.PAGEVIEW, EventJson::decodePageView).stream()
                .collect(groupingBy(PageView::customerId, counting()));
    }

    private static long disordered(List<GeneratedRecord> records) {
        long count = 0;
        for (int i = 1; i < records.size(); i++) {
            count += records.get(i).eventTime().isBefore(records.get(i - 1).eventTime()) ? 1 : 0;
        }
        return count;
    }

    private static List<Object> untimed(OrderEvent order) {
        return Arrays.asList(
                order.customerId(), order.productId(), order.quantity(), order.amountCents());
    }

    private static String text(GeneratedRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static List<String> texts(GeneratorSettings settings, String topic) {
        return topic(settings, topic).stream().map(MarketplaceGeneratorTest::text).toList();
    }

    private static String content(GeneratedRecord record) {
        return record.topic()
                + "-"
                + record.partition()
                + " "
                + record.key()
                + " "
                + (record.tombstone() ? null : text(record));
    }

    private static List<String> contents(List<GeneratedRecord> records) {
        return records.stream().map(MarketplaceGeneratorTest::content).toList();
    }
}
