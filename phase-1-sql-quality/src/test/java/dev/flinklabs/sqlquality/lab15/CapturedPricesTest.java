package dev.flinklabs.sqlquality.lab15;

import static dev.flinklabs.sqlquality.lab15.Shop.ORDERS;
import static dev.flinklabs.sqlquality.lab15.Shop.PRICED;
import static dev.flinklabs.sqlquality.lab15.Shop.PRODUCTS;

import dev.flinklabs.database.ChangeCapture;
import dev.flinklabs.database.Database;
import dev.flinklabs.database.Postgres;
import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.testkit.story.SqlStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** On changes of a real PostgreSQL, captured by Debezium while they happen. */
@Tag("1.15")
class CapturedPricesTest {

    private static final Duration DELAY_OF_ORDERS = Duration.ofSeconds(10);

    @RegisterExtension static final SqlStory story = Shop.story().told(CapturedPricesTest::tell);

    @Test
    void prices_of_a_database_are_joined_as_it_has_committed_them() {
        story.rows(PRICED)
                .given(
                        "p-1 cost 500, then 700, then was deleted. o-1 was placed 1 ms before the change, o-2 with it, o-3 with the delete.")
                .rule(
                        1,
                        "an order has the price that its product had when it was placed. Rule 3: NULL, if it had none.")
                .question(
                        "What did the database hold for p-1 when each was placed, and what does your query make of that?")
                .are("('o-1', 'p-1', 500)", "('o-2', 'p-1', 700)", "('o-3', 'p-1', NULL)");
    }

    /** The database's clock says when things happened; orders go by it. */
    private static void tell(SqlStory s) {
        s.moment("changes").start();
        Database database = s.keep(Postgres.shared().createDatabase());
        database.execute(
                """
                CREATE TABLE product (
                  product_id TEXT PRIMARY KEY, name TEXT, category TEXT,
                  price_cents BIGINT NOT NULL, updated_at TIMESTAMP NOT NULL)""",
                "INSERT INTO product VALUES ('p-1', 'tea', 'food', 500, '2026-01-01 08:00:00')");
        List<String> envelopes = new CopyOnWriteArrayList<>();
        ChangeCapture capture =
                database.capture(
                        "product",
                        (key, value) -> {
                            s.send(PRODUCTS, 0, key, value);
                            envelopes.add(String.valueOf(value));
                        });
        capture.await(1);
        database.execute("UPDATE product SET price_cents = 700");
        capture.await(2);
        database.execute("DELETE FROM product");
        capture.await(4);
        database.execute(
                "INSERT INTO product VALUES ('p-9', 'tea', 'food', 100, '2026-01-01 08:00:00')");
        capture.await(5);
        Instant change = commit(envelopes.get(1));
        Instant delete = commit(envelopes.get(2));
        s.moment("orders")
                .send(ORDERS, 0, "o-1", Shop.placed("o-1", "p-1", change.minusMillis(1)))
                .send(ORDERS, 1, "o-2", Shop.placed("o-2", "p-1", change))
                .send(ORDERS, 1, "o-3", Shop.placed("o-3", "p-1", delete))
                .sendToEach(ORDERS, "tick", Shop.paid(delete.plus(DELAY_OF_ORDERS)))
                .until(PRICED, 3);
    }

    private static Instant commit(String envelope) {
        return EventJson.decodeProductChange(envelope.getBytes(StandardCharsets.UTF_8))
                .source()
                .ts();
    }
}
