package dev.flinklabs.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

class EventJsonTest {

    private static final String ORDER =
            "{\"order_id\":\"o-1\",\"status\":\"CREATED\",\"customer_id\":\"c-7\","
                    + "\"product_id\":\"p-3\",\"quantity\":2,\"amount_cents\":4998,"
                    + "\"event_time\":1767261600000}";

    @Test
    void a_guests_order_has_no_customer() {
        String value =
                "{\"order_id\":\"o-1\",\"status\":\"CREATED\",\"product_id\":\"p-3\","
                        + "\"quantity\":2,\"amount_cents\":4998,\"event_time\":1767261600000}";

        assertThat(EventJson.decodeOrder(value.getBytes(StandardCharsets.UTF_8)).customerId())
                .isNull();
    }

    @Test
    void an_order_is_written_with_its_fields_in_order() {
        assertThat(text(EventJson.encode(Samples.ORDER))).isEqualTo(ORDER);
    }

    @Test
    void a_page_view_is_written_with_its_fields_in_order() {
        assertThat(text(EventJson.encode(Samples.VIEW)))
                .isEqualTo(
                        "{\"customer_id\":\"c-7\",\"product_id\":\"p-3\",\"event_time\":1767261600000}");
    }

    @Test
    void an_application_is_written_with_its_fields_in_order() {
        assertThat(text(EventJson.encode(Samples.APPLICATION)))
                .isEqualTo(
                        "{\"application_id\":\"a-1\",\"seller_name\":\"Horvat Atelier\",\"country\":\"PL\","
                                + "\"status\":\"PENDING\",\"submitted_at\":1767261600000}");
    }

    @Test
    void a_product_change_is_written_as_debezium_does() {
        assertThat(text(EventJson.encode(Samples.PRICE_CHANGE)))
                .isEqualTo(
                        "{\"before\":{\"product_id\":\"p-3\",\"name\":\"café kettle\","
                                + "\"category\":\"kitchen\",\"price_cents\":2499,"
                                + "\"updated_at\":1767261600000},"
                                + "\"after\":{\"product_id\":\"p-3\",\"name\":\"café kettle\","
                                + "\"category\":\"kitchen\",\"price_cents\":2799,"
                                + "\"updated_at\":1767261605123},"
                                + "\"op\":\"u\",\"ts_ms\":1767261605123,"
                                + "\"source\":{\"version\":\"3.5.0.Final\","
                                + "\"connector\":\"postgresql\",\"name\":\"shop\","
                                + "\"ts_ms\":1767261605123,\"snapshot\":\"false\",\"db\":\"shop\","
                                + "\"schema\":\"public\",\"table\":\"product\",\"txId\":701,"
                                + "\"lsn\":24000056}}");
    }

    @Test
    void a_customer_change_is_written_as_debezium_does() {
        assertThat(text(EventJson.encode(Samples.SNAPSHOT_OF_ADA)))
                .isEqualTo(
                        "{\"before\":null,"
                                + "\"after\":{\"customer_id\":\"c-7\",\"name\":\"Łucja Çelik\","
                                + "\"tier\":\"SILVER\",\"city\":\"İzmir\",\"updated_at\":1767261600000},"
                                + "\"op\":\"r\",\"ts_ms\":1767261600000,"
                                + "\"source\":{\"version\":\"3.5.0.Final\","
                                + "\"connector\":\"postgresql\",\"name\":\"shop\","
                                + "\"ts_ms\":1767261600000,\"snapshot\":\"true\",\"db\":\"shop\","
                                + "\"schema\":\"public\",\"table\":\"customer\",\"txId\":700,"
                                + "\"lsn\":24000000}}");
    }

    @Test
    void the_keys_of_change_events_are_json() {
        assertThat(EventJson.productKey("p-3")).isEqualTo("{\"product_id\":\"p-3\"}");
        assertThat(EventJson.customerKey("c-7")).isEqualTo("{\"customer_id\":\"c-7\"}");
    }

    @Test
    void every_event_is_read_as_it_was_written() {
        assertThat(EventJson.decodeOrder(EventJson.encode(Samples.ORDER))).isEqualTo(Samples.ORDER);
        assertThat(EventJson.decodeApplication(EventJson.encode(Samples.APPLICATION)))
                .isEqualTo(Samples.APPLICATION);
        assertThat(EventJson.decodePageView(EventJson.encode(Samples.VIEW)))
                .isEqualTo(Samples.VIEW);
    }

    @Test
    void changes_of_every_operation_are_read_as_they_were_written() {
        var source = Samples.PRODUCT_SOURCE;
        var now = Samples.LATER;
        var create = new ProductChange(null, Samples.KETTLE, Operation.CREATE, source, now);
        var delete = new ProductChange(Samples.KETTLE, null, Operation.DELETE, source, now);
        var move =
                new CustomerChange(
                        Samples.ADA,
                        Samples.GOLDEN_ADA,
                        Operation.UPDATE,
                        Samples.CUSTOMER_SOURCE,
                        now);

        assertThat(EventJson.decodeProductChange(EventJson.encode(create))).isEqualTo(create);
        assertThat(EventJson.decodeProductChange(EventJson.encode(delete))).isEqualTo(delete);
        assertThat(EventJson.decodeProductChange(EventJson.encode(Samples.PRICE_CHANGE)))
                .isEqualTo(Samples.PRICE_CHANGE);
        assertThat(EventJson.decodeCustomerChange(EventJson.encode(move))).isEqualTo(move);
        assertThat(EventJson.decodeCustomerChange(EventJson.encode(Samples.SNAPSHOT_OF_ADA)))
                .isEqualTo(Samples.SNAPSHOT_OF_ADA);
    }

    @Test
    void times_are_cut_to_milliseconds_when_written() {
        var finer = new PageView("c-7", "p-3", Instant.parse("2026-01-01T10:00:00.123999999Z"));

        assertThat(EventJson.decodePageView(EventJson.encode(finer)).eventTime())
                .isEqualTo(Instant.parse("2026-01-01T10:00:00.123Z"));
    }

    @Test
    void a_null_field_is_written_as_null() {
        assertThat(text(EventJson.encode(new PageView(null, "p-3", null))))
                .isEqualTo("{\"customer_id\":null,\"product_id\":\"p-3\",\"event_time\":null}");
        assertThat(text(EventJson.encode(new ProductChange(null, null, null, null, null))))
                .isEqualTo(
                        "{\"before\":null,\"after\":null,\"op\":null,\"ts_ms\":null,\"source\":null}");
    }

    @Test
    void unknown_fields_and_white_space_are_ignored() {
        String value = " \n" + ORDER.replace("{", "{\"channel\":[1,{\"x\":null}],") + "\r\n";

        assertThat(EventJson.decodeOrder(bytes(value))).isEqualTo(Samples.ORDER);
    }

    @Test
    void what_debezium_really_writes_is_read() {
        String value =
                "{\"before\":null,\"after\":{\"product_id\":\"p-3\",\"name\":\"café kettle\","
                        + "\"category\":\"kitchen\",\"price_cents\":2499,\"updated_at\":1767261600000},"
                        + "\"source\":{\"version\":\"3.5.0.Final\",\"connector\":\"postgresql\","
                        + "\"name\":\"shop\",\"ts_ms\":1767261600000,"
                        + "\"snapshot\":\"first_in_data_collection\",\"db\":\"postgres\","
                        + "\"sequence\":\"[null,\\\"24000000\\\"]\",\"ts_us\":1767261600000000,"
                        + "\"ts_ns\":1767261600000000000,\"schema\":\"public\",\"table\":\"product\","
                        + "\"txId\":700,\"lsn\":24000000,\"xmin\":null},\"transaction\":null,"
                        + "\"op\":\"r\",\"ts_ms\":1767261600150,\"ts_us\":1767261600150000}";

        assertThat(EventJson.decodeProductChange(bytes(value)))
                .isEqualTo(
                        new ProductChange(
                                null,
                                Samples.KETTLE,
                                Operation.READ,
                                new ChangeSource(Samples.TEN, true, "product", 700, 24_000_000),
                                Samples.TEN.plusMillis(150)));
    }

    @Test
    void an_update_without_the_row_before_it_is_read() {
        String value =
                text(EventJson.encode(Samples.PRICE_CHANGE))
                        .replaceFirst("\"before\":\\{[^}]*}", "\"before\":null");

        ProductChange change = EventJson.decodeProductChange(bytes(value));

        assertThat(change.before()).isNull();
        assertThat(change.after()).isEqualTo(Samples.DEARER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"quantity\":2 | \"quantity\":1.9 | quantity is 1.9, expected an integer up to 2147483647",
                "\"quantity\":2 | \"quantity\":2.0 | quantity is 2.0, expected an integer",
                "\"quantity\":2 | \"quantity\":\"2\" | quantity is \"2\", expected an integer",
                "\"quantity\":2 | \"quantity\":3000000000 | quantity is 3000000000, expected an integer up to",
                "\"quantity\":2 | \"quantity\":true | quantity is true, expected an integer",
                "\"amount_cents\":4998 | \"amount_cents\":49.98 | amount_cents is 49.98, expected an integer",
                "\"amount_cents\":4998 | \"amount_cents\":1e400 | amount_cents is 1E+400, expected an integer",
                "\"amount_cents\":4998 | \"amount_cents\":99999999999999999999 | amount_cents is 99999999999999999999, expected an integer",
                "\"amount_cents\":4998 | \"total_cents\":4998 | amount_cents is missing, expected an integer",
                "\"amount_cents\":4998 | \"amount_cents\":null | amount_cents is null, expected an integer",
                "\"order_id\":\"o-1\" | \"order_id\":null | order_id is null, expected a text",
                "\"order_id\":\"o-1\" | \"order_id\":1 | order_id is 1, expected a text",
                "\"order_id\":\"o-1\" | \"order_id\":{} | order_id is an object, expected a text",
                "\"order_id\":\"o-1\", | '' | order_id is missing, expected a text",
                "\"CREATED\" | \"created\" | status is \"created\", expected one of CREATED, PAID, SHIPPED, CANCELLED",
                "1767261600000 | \"2026-01-01\" | event_time is \"2026-01-01\", expected a time in epoch milliseconds",
            })
    void a_field_that_is_not_what_it_must_be_is_refused(String sound, String bad, String fault) {
        String value = ORDER.replace(sound, bad.equals("''") ? "" : bad);

        assertThatThrownBy(() -> EventJson.decodeOrder(bytes(value)))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageStartingWith("Malformed order event: " + fault)
                .hasMessageEndingWith(". The value: " + value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"order_id\":\"o-1\",\"sta | the JSON ends in the middle, after 22 characters",
                "{\"order_id\":o-1} | the JSON is broken at character 13",
                "{} | order_id is missing",
                "[{}] | the value is an array, expected one JSON object",
                "42 | the value is 42, expected one JSON object",
                "\"o-1\" | the value is \"o-1\", expected one JSON object",
                "null | the value is null, expected one JSON object",
                "{} {} | something follows the JSON object, which ends at character 2, expected nothing",
                "{}} | something follows the JSON object, which ends at character 2, expected nothing",
            })
    void a_value_that_is_not_one_json_object_is_refused(String value, String fault) {
        assertThatThrownBy(() -> EventJson.decodeOrder(bytes(value)))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageStartingWith("Malformed order event: " + fault)
                .hasMessageEndingWith(". The value: " + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n"})
    void an_empty_value_is_refused(String value) {
        assertThatThrownBy(() -> EventJson.decodePageView(bytes(value)))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("Malformed page view: the value is empty, expected one JSON object.");
    }

    @Test
    void a_tombstone_is_refused() {
        assertThatThrownBy(() -> EventJson.decodeProductChange(null))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage(
                        "Malformed product change: the value is null (a tombstone), expected one JSON"
                                + " object.");
    }

    @Test
    void a_value_in_another_encoding_is_refused() {
        assertThatThrownBy(() -> EventJson.decodeOrder(ORDER.getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(MalformedEventException.class);
        assertThatThrownBy(
                        () ->
                                EventJson.decodeOrder(
                                        ORDER.replace("o-1", "é")
                                                .getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("the value is not UTF-8, expected UTF-8 text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"op\":\"u\" | \"op\":\"t\" | op is \"t\", expected one of c, u, d, r",
                "\"op\":\"u\" | \"op\":\"d\",\"before\":null | before is null, expected the row, as op is \"d\"",
                "\"price_cents\":2799 | \"price_cents\":27.99 | after.price_cents is 27.99, expected an integer",
                "\"price_cents\":2499 | \"price_cents\":\"24\" | before.price_cents is \"24\", expected an integer",
                "\"after\": | \"then\": | after is missing, expected the row, as op is \"u\"",
                "\"source\": | \"origin\": | source is missing, expected Debezium's source block",
                "\"lsn\":24000056 | \"lsn\":null | source.lsn is null, expected an integer",
            })
    void a_change_that_is_not_complete_is_refused(String sound, String bad, String fault) {
        String value = text(EventJson.encode(Samples.PRICE_CHANGE)).replace(sound, bad);

        assertThatThrownBy(() -> EventJson.decodeProductChange(bytes(value)))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageStartingWith("Malformed product change: " + fault);
    }

    @Test
    void of_a_long_value_the_message_shows_the_part_around_the_fault_on_one_line() {
        String value =
                ORDER.replace("o-1", "o".repeat(2000))
                        .replace(",\"quantity\":2", ",\n\"quantity\":?");

        assertThatThrownBy(() -> EventJson.decodeOrder(bytes(value)))
                .hasMessageContaining("the JSON is broken at character " + (value.indexOf('?') + 1))
                .hasMessageContaining("(" + value.length() + " characters) from character ")
                .hasMessageContaining("\"product_id\":\"p-3\", \"quantity\":?")
                .extracting(e -> e.getMessage().length())
                .satisfies(length -> assertThat((int) length).isLessThan(400));
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
