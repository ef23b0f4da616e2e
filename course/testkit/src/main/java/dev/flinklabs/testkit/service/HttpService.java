package dev.flinklabs.testkit.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An HTTP server in this JVM, on a port that is free, which answers as a test says: late, wrongly,
 * or not before the test lets it. Requests that wait for their answers cost no thread.
 */
public final class HttpService implements AutoCloseable {

    private static final int THREADS = 2;

    static {
        // The JDK's server sends head and body one after the other; held back by Nagle's algorithm,
        // the body waits 40 ms for the client's acknowledgement of the head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private record Held(HttpExchange exchange, Runnable answer) {}

    private final HttpServer server;
    private final ScheduledExecutorService threads =
            Executors.newScheduledThreadPool(
                    THREADS,
                    body -> {
                        Thread thread = new Thread(body, "http-service");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private final Set<String> heldPaths = new HashSet<>();
    private final List<Held> held = new ArrayList<>();
    private final List<Traffic> traffics = new ArrayList<>();
    private Function<String, Answer> otherwise = path -> Answer.status(404);
    private Duration delay = Duration.ZERO;

    private HttpService(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @param answers says what it answers; to all else it answers 404, at once
     */
    public static HttpService start(Consumer<HttpService> answers) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            HttpService service = new HttpService(server);
            server.createContext("/", service::handle);
            server.setExecutor(service.threads);
            answers.accept(service);
            server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException("No HTTP server starts in this JVM.", e);
        }
    }

    /** Where it is, without a slash at the end: {@code http://localhost:38027}. */
    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /**
     * What a path is answered with.
     *
     * @param path such as {@code /c-7}
     * @param inTurn from the first request on; the last one stays
     */
    public synchronized HttpService answers(String path, Answer... inTurn) {
        answers.put(path, new ArrayDeque<>(List.of(inTurn)));
        return this;
    }

    /** What any other path is answered with. */
    public synchronized HttpService otherwise(Function<String, Answer> byPath) {
        otherwise = byPath;
        return this;
    }

    /** Each answer leaves so much later than its request came. */
    public synchronized HttpService after(Duration delay) {
        this.delay = delay;
        return this;
    }

    /** Requests for this path get no answer from now on. */
    public synchronized HttpService hold(String path) {
        heldPaths.add(path);
        return this;
    }

    /** Answers what was held, and goes on answering. */
    public synchronized void release(String path) {
        heldPaths.remove(path);
        List<Held> free = held.stream().filter(h -> path(h.exchange()).equals(path)).toList();
        held.removeAll(free);
        free.forEach(h -> h.answer().run());
    }

    /** How often this path has been asked for. */
    public synchronized int asked(String path) {
        return asked.getOrDefault(path, 0);
    }

    /** Watches the requests that come from now on. */
    public synchronized Traffic watch() {
        Traffic traffic = new Traffic();
        traffics.add(traffic);
        return traffic;
    }

    /** Ends it. Who still waits for an answer gets none: the connection breaks. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private synchronized void handle(HttpExchange exchange) {
        String path = path(exchange);
        asked.merge(path, 1, Integer::sum);
        List<Traffic> watching = List.copyOf(traffics);
        String connection = exchange.getRemoteAddress().toString();
        watching.forEach(traffic -> traffic.began(connection));
        Answer answer = next(path);
        Runnable give = () -> give(answer, exchange, watching);
        if (heldPaths.contains(path)) {
            held.add(new Held(exchange, give));
        } else {
            schedule(give);
        }
    }

    private Answer next(String path) {
        Deque<Answer> inTurn = answers.get(path);
        if (inTurn == null) {
            return otherwise.apply(path);
        }
        return inTurn.size() > 1 ? inTurn.remove() : inTurn.element();
    }

    private void schedule(Runnable give) {
        try {
            threads.schedule(give, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // It has been closed meanwhile, and the connection with it.
        }
    }

    /** Who has the answer may ask again at once: what was under way has ended before it leaves. */
    private static void give(Answer answer, HttpExchange exchange, List<Traffic> watching) {
        watching.forEach(Traffic::ended);
        try (exchange) {
            if (answer instanceof Answer.Response response) {
                byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(
                        response.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        } catch (IOException e) {
            // Who asked does not listen any more.
        }
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath();
    }
}
