package dev.flinklabs.sqlquality.lab04;

import static dev.flinklabs.sqlquality.lab04.Shop.ORDERS;
import static dev.flinklabs.sqlquality.lab04.Shop.SALES;
import static dev.flinklabs.sqlquality.lab04.Shop.paid;
import static dev.flinklabs.sqlquality.lab04.Shop.placed;

import dev.flinklabs.testkit.story.SqlStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The other tests' session is in Kolkata; this one is on the other side of the world. */
@Tag("1.4")
class SessionTimeZoneTest {

    @RegisterExtension
    static final SqlStory story =
            Shop.inSession("America/New_York")
                    .told(
                            s ->
                                    s.moment("before the start")
                                            .send(ORDERS, 0, "o-1", placed("o-1", 1100, "10:02:00"))
                                            .send(ORDERS, 1, "o-2", placed("o-2", 1200, "10:03:00"))
                                            .start()
                                            .moment("both ticked")
                                            .sendToEach(ORDERS, "tick", paid("10:05:30"))
                                            .until(SALES, 1));

    @Test
    void the_sales_are_the_same_wherever_the_session_is() {
        story.rows(SALES, "window_end")
                .given(
                        "o-1 and o-2 were placed at 10:02 and 10:03 UTC. This session is in New York.")
                .rule(5, "the rows are the same in every time zone of the session.")
                .question(
                        "Where does the session's zone come into your times, and where out again?")
                .are("('2026-01-01T10:05:00Z')");
    }
}
