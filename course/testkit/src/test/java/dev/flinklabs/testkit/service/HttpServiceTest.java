package dev.flinklabs.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

class HttpServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpService service = HttpService.start(answers -> {});

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void a_path_is_answered_in_turn_and_the_last_answer_stays() throws Exception {
        service.answers("/a", Answer.status(503), Answer.ok("grün"));

        assertThat(ask("/a").get().statusCode()).isEqualTo(503);
        assertThat(ask("/a").get().body()).isEqualTo("grün");
        assertThat(ask("/a").get().body()).isEqualTo("grün");
        assertThat(service.asked("/a")).isEqualTo(3);
        assertThat(service.asked("/b")).isZero();
    }

    @Test
    void any_other_path_is_answered_by_itself() throws Exception {
        assertThat(ask("/b").get().statusCode()).isEqualTo(404);

        service.otherwise(path -> Answer.ok("you said " + path));
        assertThat(ask("/b").get().body()).isEqualTo("you said /b");
    }

    @Test
    void a_connection_breaks_without_an_answer() {
        service.answers("/a", Answer.brokenConnection());

        assertThatThrownBy(() -> ask("/a").get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void what_is_held_waits_until_it_is_released_and_nothing_else_does() throws Exception {
        service.answers("/a", Answer.ok("at last")).hold("/a");
        CompletableFuture<HttpResponse<String>> held = ask("/a");
        Awaitility.await().atMost(PATIENCE).until(() -> service.asked("/a") == 1);

        assertThat(ask("/b").get().statusCode()).isEqualTo(404);
        assertThat(held).isNotDone();

        service.release("/a");
        assertThat(held.get().body()).isEqualTo("at last");
        assertThat(ask("/a").get().body()).isEqualTo("at last");
    }

    @Test
    void who_waits_when_it_is_closed_gets_no_answer() {
        service.hold("/a");
        CompletableFuture<HttpResponse<String>> held = ask("/a");
        Awaitility.await().atMost(PATIENCE).until(() -> service.asked("/a") == 1);

        service.close();

        assertThatThrownBy(held::get).isInstanceOf(ExecutionException.class);
    }

    @Test
    void requests_at_the_same_time_are_told_from_those_one_after_the_other() throws Exception {
        service.after(Duration.ofMillis(20));
        Traffic oneByOne = service.watch();
        for (int i = 0; i < 4; i++) {
            ask("/a").get();
        }
        Traffic together = service.watch();
        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.range(0, 8).mapToObj(i -> ask("/a")).toList();
        for (CompletableFuture<?> answer : answers) {
            answer.get();
        }

        assertThat(together.requests()).isEqualTo(8);
        assertThat(together.mostAtOnce()).isBetween(2, 8);
        assertThat(together.connections()).isEqualTo(8);
        assertThat(oneByOne.requests()).isEqualTo(12);
    }

    @Test
    void one_after_the_other_there_is_never_more_than_one_request() throws Exception {
        Traffic traffic = service.after(Duration.ofMillis(5)).watch();
        for (int i = 0; i < 5; i++) {
            ask("/a").get();
        }

        assertThat(traffic.mostAtOnce()).isEqualTo(1);
        assertThat(traffic.connections()).isEqualTo(1);
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        return client.sendAsync(
                HttpRequest.newBuilder(service.address().resolve(path)).build(),
                BodyHandlers.ofString());
    }
}
