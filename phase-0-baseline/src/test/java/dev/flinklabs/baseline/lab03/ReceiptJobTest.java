package dev.flinklabs.baseline.lab03;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.generator.GeneratedRecord;
import dev.flinklabs.marketplace.generator.GeneratorSettings;
import dev.flinklabs.testkit.story.OutputCheck;
import dev.flinklabs.testkit.story.ProgramStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Tag("0.3")
class ReceiptJobTest {

    private static final String ORDERS = "shop.order";
    private static final String RECEIPTS = "receipts";
    private static final int INSTALMENTS = 12;

    @RegisterExtension
    static final ProgramStory story =
            ProgramStory.ofLab("0.3", ReceiptJob::main)
                    .arguments(
                            "--bootstrap", "${kafka.bootstrap}",
                            "--group", "${group}",
                            "--from", "${shop.order}",
                            "--to", "${receipts}")
                    .topic(ORDERS, 2)
                    .topic(RECEIPTS, 4)
                    .fed(
                            GeneratorSettings.ofSeed(3).meanGap(Duration.ofMinutes(3)).guests(0.2),
                            ReceiptJobTest::key)
                    .told(
                            s ->
                                    s.moment("before the job")
                                            .send(ORDERS, 0, "DE/o-1", order("o-1", "CREATED", 12))
                                            .send(
                                                    ORDERS,
                                                    1,
                                                    "Åland/o-2",
                                                    order("o-2", "CREATED", 1250))
                                            .send(ORDERS, 1, null, guestOrder("o-3"))
                                            .sendAll(ORDERS, 0, "DE/o-1", instalments())
                                            .moment("job starts")
                                            .start()
                                            .until(RECEIPTS, 3 + INSTALMENTS)
                                            .moment("while it runs")
                                            .send(ORDERS, 0, "DE/o-1", order("o-1", "SHIPPED", 12))
                                            .send(
                                                    ORDERS,
                                                    1,
                                                    "DE/o-4",
                                                    order("o-4", "CANCELLED", 3_000_000_000L))
                                            .until(RECEIPTS, 5 + INSTALMENTS));

    @Test
    void an_order_event_becomes_a_receipt() {
        receipts("o-4")
                .columns("value")
                .given("Order o-4 over 3000000000 cents was cancelled.")
                .rule(
                        1,
                        "a receipt is order id, status and amount in cents, with one blank between.")
                .question("What is the unit of amount_cents, and what is the unit on a receipt?")
                .are("('o-4 CANCELLED 3000000000')");
    }

    @Test
    void a_receipt_has_the_key_of_its_event() {
        receipts("o-2")
                .columns("key")
                .given("The event of order o-2 has the key Åland/o-2.")
                .rule(2, "a receipt has the key of its event.")
                .question("Which part of a Kafka record does your source hand to the map?")
                .are("('Åland/o-2')");
    }

    @Test
    void an_event_without_a_key_gives_a_receipt_without_a_key() {
        receipts("o-3")
                .columns("key")
                .given("The event of order o-3 has no key: it is null, not a text.")
                .rule(3, "an event without a key gives a receipt without a key.")
                .question("What becomes of null on its way through your source, map and sink?")
                .are("(NULL)");
    }

    @Test
    void the_receipts_of_one_order_lie_in_one_partition_in_order() {
        receipts("o-1")
                .columns("value")
                .allOfOne("partition")
                .given("Order o-1 was created, paid in twelve instalments, and shipped: one key.")
                .rule(
                        4,
                        "the receipts of one order lie in one partition, in the order of its events.")
                .question(
                        "Who chooses the partition of a record that your sink writes, and by what?")
                .areInOrder(receiptsOfOrder1());
    }

    @Test
    void events_written_before_the_start_are_read() {
        story.output(RECEIPTS, "value")
                .where("value", "o-1 CREATED 12", "o-2 CREATED 1250")
                .given("The first events of o-1 and o-2 lay in the topic when the job started.")
                .rule(5, "the job reads each partition from its first record.")
                .question("Where does your source begin?")
                .are("('o-1 CREATED 12')", "('o-2 CREATED 1250')");
    }

    @Test
    void events_written_while_the_job_runs_are_read() {
        story.output(RECEIPTS, "value")
                .where("value", "o-1 SHIPPED 12", "o-4 CANCELLED 3000000000")
                .given("Two events were written after the job had started, without --bounded.")
                .rule(6, "without --bounded the job goes on for ever.")
                .question("When is your source finished, and who says so?")
                .are("('o-1 SHIPPED 12')", "('o-4 CANCELLED 3000000000')");
    }

    private static String key(GeneratedRecord order) {
        boolean guest = EventJson.decodeOrder(order.value()).customerId() == null;
        return guest ? null : "DE/" + order.key();
    }

    private static OutputCheck receipts(String order) {
        return story.output(RECEIPTS).whereContains("value", order + " ");
    }

    private static String[] instalments() {
        return IntStream.rangeClosed(1, INSTALMENTS)
                .mapToObj(cents -> order("o-1", "PAID", cents))
                .toArray(String[]::new);
    }

    private static String[] receiptsOfOrder1() {
        return Stream.of(
                        Stream.of("CREATED 12"),
                        IntStream.rangeClosed(1, INSTALMENTS).mapToObj(cents -> "PAID " + cents),
                        Stream.of("SHIPPED 12"))
                .flatMap(parts -> parts)
                .map(part -> "('o-1 " + part + "')")
                .toArray(String[]::new);
    }

    static String order(String id, String status, long cents) {
        return """
               {"order_id":"%s","status":"%s","customer_id":"c-7","product_id":"p-3",\
               "quantity":2,"amount_cents":%s,"event_time":1767261600000}"""
                .formatted(id, status, cents);
    }

    private static String guestOrder(String id) {
        return """
               {"order_id":"%s","status":"CREATED","product_id":"p-3",\
               "quantity":2,"amount_cents":700,"event_time":1767261600000}"""
                .formatted(id);
    }
}
