package dev.flinklabs.testkit.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Stands between a client and a server, as a network does: passes calls on and answers back, and
 * loses them where it is told to. Remembers every call.
 */
public final class HttpProxy implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SHOWN = 24;

    /** What becomes of a call. */
    private enum Fate {
        PASSED_ON(""),
        ANSWER_LOST("the answer was lost"),
        HELD_BACK("hung up; it will arrive late"),
        NEVER_ARRIVED("hung up; it never arrived"),
        BUSY("by the proxy"),
        REFUSED("by the proxy");

        private final String words;

        Fate(String words) {
            this.words = words;
        }
    }

    /**
     * A call as it was made.
     *
     * @param path with its query, if it has one
     * @param status of the answer, whether that was lost or not; 0 for none
     * @param fate in words; empty where nothing befell it
     */
    public record Call(String method, String path, String body, int status, String fate) {

        /** Whether it is of this method, and its path matches. */
        public boolean is(String wanted, String pathPattern) {
            return method.equals(wanted) && path.matches(pathPattern);
        }

        @Override
        public String toString() {
            return "%-6s %-44s %s"
                    .formatted(
                            method,
                            path.length() > 44 ? path.substring(0, 43) + "…" : path,
                            fate.isEmpty()
                                    ? String.valueOf(status)
                                    : status == 0 ? fate : status + ", " + fate)
                    .stripTrailing();
        }
    }

    private static final class Rule {

        private final String method;
        private final Pattern path;
        private final Fate fate;
        private int left;

        private Rule(String method, String path, Fate fate, int times) {
            this.method = method;
            this.path = Pattern.compile(path);
            this.fate = fate;
            this.left = times;
        }

        private boolean takes(String asked, String at) {
            if (left == 0 || !asked.equals(method) || !path.matcher(at).matches()) {
                return false;
            }
            left--;
            return true;
        }
    }

    private final URI server;
    private final HttpServer front;
    private final ExecutorService threads = Executors.newCachedThreadPool(HttpProxy::daemon);
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final List<Call> calls = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<HttpRequest> heldBack = new ArrayList<>();
    private String credentials = "";

    private HttpProxy(URI server, HttpServer front) {
        this.server = server;
        this.front = front;
        front.createContext("/", this::handle);
        front.setExecutor(threads);
        front.start();
    }

    /** Starts one on a free port of this machine. */
    public static HttpProxy before(URI server) {
        try {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return new HttpProxy(server, HttpServer.create(any, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return URI.create("http://localhost:" + front.getAddress().getPort());
    }

    /** From now on only who says this name and password is passed on; others are answered 401. */
    public synchronized HttpProxy demand(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        credentials = "Basic " + Base64.getEncoder().encodeToString(pair);
        return this;
    }

    /** The next calls of this kind arrive and are carried out; their answers do not come back. */
    public HttpProxy loseAnswers(String method, String path, int times) {
        return add(new Rule(method, path, Fate.ANSWER_LOST, times));
    }

    /** The next calls of this kind do not arrive. */
    public HttpProxy loseCalls(String method, String path, int times) {
        return add(new Rule(method, path, Fate.NEVER_ARRIVED, times));
    }

    /**
     * The next call of this kind stays on its way: the caller sees the connection close, and the
     * server sees the call when {@link #deliver()} is called.
     */
    public HttpProxy holdBack(String method, String path) {
        return add(new Rule(method, path, Fate.HELD_BACK, 1));
    }

    /** The next calls of this kind are answered as Flink does while it elects a leader: 503. */
    public HttpProxy beBusy(String method, String path, int times) {
        return add(new Rule(method, path, Fate.BUSY, times));
    }

    /** Lets arrive what was held back, and waits until it was carried out. */
    public void deliver() {
        List<HttpRequest> late;
        synchronized (this) {
            late = List.copyOf(heldBack);
            heldBack.clear();
        }
        late.forEach(this::send);
    }

    /** In the order in which they were answered. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Forgets the calls so far, and what was to befall those to come. */
    public synchronized void reset() {
        calls.clear();
        rules.clear();
        heldBack.clear();
        credentials = "";
    }

    /** The calls, a line each; of many the last. */
    public String picture() {
        List<Call> all = calls();
        List<Call> last = all.subList(Math.max(0, all.size() - SHOWN), all.size());
        return last.isEmpty()
                ? "Flink was asked nothing."
                : last.stream()
                        .map(Call::toString)
                        .collect(Collectors.joining("\n", "what Flink was asked\n", ""));
    }

    @Override
    public void close() {
        front.stop(0);
        threads.shutdownNow();
    }

    private synchronized HttpProxy add(Rule rule) {
        rules.add(rule);
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest request = request(exchange);
            Fate fate = fate(exchange, request);
            switch (fate) {
                case PASSED_ON -> answer(exchange, request, fate);
                case ANSWER_LOST ->
                        record(request, send(request).map(HttpResponse::statusCode), fate);
                case NEVER_ARRIVED -> record(request, Optional.empty(), fate);
                case HELD_BACK -> {
                    synchronized (this) {
                        heldBack.add(request);
                    }
                    record(request, Optional.empty(), fate);
                }
                case BUSY ->
                        answer(
                                exchange,
                                request,
                                fate,
                                503,
                                "{\"errors\":[\"Service temporarily unavailable due to an ongoing leader election. Please refresh.\"]}");
                case REFUSED ->
                        answer(exchange, request, fate, 401, "{\"errors\":[\"Who are you?\"]}");
            }
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(exchange.getRequestURI().toString()))
                        .timeout(PATIENCE)
                        .method(exchange.getRequestMethod(), new Body(body));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type == null ? request.build() : request.header("Content-Type", type).build();
    }

    private synchronized Fate fate(HttpExchange exchange, HttpRequest request) {
        String said = exchange.getRequestHeaders().getFirst("Authorization");
        if (!credentials.isEmpty() && !credentials.equals(said)) {
            return Fate.REFUSED;
        }
        return rules.stream()
                .filter(rule -> rule.takes(request.method(), request.uri().getPath()))
                .findFirst()
                .map(rule -> rule.fate)
                .orElse(Fate.PASSED_ON);
    }

    private void answer(HttpExchange exchange, HttpRequest request, Fate fate) throws IOException {
        Optional<HttpResponse<String>> answer = send(request);
        if (answer.isPresent()) {
            answer(exchange, request, fate, answer.get().statusCode(), answer.get().body());
        } else {
            record(request, Optional.empty(), fate);
        }
    }

    private void answer(
            HttpExchange exchange, HttpRequest request, Fate fate, int status, String text)
            throws IOException {
        record(request, Optional.of(status), fate);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private Optional<HttpResponse<String>> send(HttpRequest request) {
        try {
            return Optional.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized void record(HttpRequest request, Optional<Integer> status, Fate fate) {
        String query = request.uri().getQuery();
        String path = request.uri().getPath() + (query == null ? "" : "?" + query);
        Body body = (Body) request.bodyPublisher().orElseThrow();
        calls.add(new Call(request.method(), path, body.text(), status.orElse(0), fate.words));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        return thread;
    }

    /** A body that can be read again. */
    private static final class Body implements HttpRequest.BodyPublisher {

        private final byte[] bytes;
        private final HttpRequest.BodyPublisher publisher;

        private Body(byte[] bytes) {
            this.bytes = bytes;
            this.publisher =
                    bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes);
        }

        private String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public long contentLength() {
            return publisher.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            publisher.subscribe(subscriber);
        }
    }
}
