package dev.flinklabs.testkit.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

class HttpProxyTest {

    private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private HttpProxy proxy;

    @BeforeEach
    void a_server() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    arrived.add(
                            "%s %s %s"
                                    .formatted(
                                            exchange.getRequestMethod(),
                                            exchange.getRequestURI(),
                                            new String(body, StandardCharsets.UTF_8)));
                    exchange.sendResponseHeaders(202, 4);
                    exchange.getResponseBody().write("done".getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
        server.start();
        proxy = HttpProxy.before(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void end() {
        proxy.close();
        server.stop(0);
    }

    @Test
    void calls_and_answers_are_passed_on_as_they_are() throws Exception {
        HttpResponse<String> answer = post("/jars/1/run?dry=true", "grüße");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("done");
        assertThat(arrived).containsExactly("POST /jars/1/run?dry=true grüße");
        assertThat(proxy.calls())
                .containsExactly(
                        new HttpProxy.Call("POST", "/jars/1/run?dry=true", "grüße", 202, ""));
    }

    @Test
    void a_call_whose_answer_is_lost_was_carried_out() throws Exception {
        proxy.loseAnswers("POST", "/jars/.*", 1);

        assertThatThrownBy(() -> post("/jars/1", "a")).isInstanceOf(IOException.class);
        assertThat(post("/jars/1", "b").body()).isEqualTo("done");

        assertThat(arrived).containsExactly("POST /jars/1 a", "POST /jars/1 b");
        assertThat(proxy.picture())
                .containsSubsequence("what Flink was asked", "202, the answer was lost", "202");
    }

    @Test
    void a_lost_call_never_arrives() {
        proxy.loseCalls("POST", "/jars/.*", 1);

        assertThatThrownBy(() -> post("/jars/1", "a")).isInstanceOf(IOException.class);

        assertThat(arrived).isEmpty();
    }

    @Test
    void a_call_that_is_held_back_arrives_after_its_repetition() throws Exception {
        proxy.holdBack("POST", "/jars/.*");
        assertThatThrownBy(() -> post("/jars/1", "first")).isInstanceOf(IOException.class);
        post("/jars/1", "second");

        proxy.deliver();
        proxy.deliver();

        assertThat(arrived).containsExactly("POST /jars/1 second", "POST /jars/1 first");
    }

    @Test
    void while_a_leader_is_elected_nothing_is_done() throws Exception {
        proxy.beBusy("POST", "/jars/.*", 1);

        assertThat(post("/jars/1", "a").statusCode()).isEqualTo(503);

        assertThat(arrived).isEmpty();
    }

    @Test
    void who_does_not_say_the_password_is_not_passed_on() throws Exception {
        proxy.demand("airflow", "geheim");

        assertThat(post("/jars", "a").statusCode()).isEqualTo(401);
        HttpRequest known =
                request("/jars", "b")
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString("airflow:geheim".getBytes()))
                        .build();
        assertThat(http.send(known, BodyHandlers.ofString()).statusCode()).isEqualTo(202);

        assertThat(arrived).containsExactly("POST /jars b");
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(request(path, body).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(proxy.address().resolve(path))
                .POST(BodyPublishers.ofString(body));
    }
}
