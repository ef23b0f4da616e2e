package dev.flinklabs.jobs.lab13;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Asks the rating service for the customer of an order; asks again by itself. */
final class RatingLookup extends RichAsyncFunction<OrderEvent, RatedOrder> {

    private static final int ATTEMPTS = 4;

    private final String ratings;
    private final long pause;
    private transient HttpClient client;

    RatingLookup(String ratings, long pause) {
        this.ratings = ratings;
        this.pause = pause;
    }

    @Override
    public void open(OpenContext context) {
        client = HttpClient.newHttpClient();
    }

    @Override
    public void asyncInvoke(OrderEvent order, ResultFuture<RatedOrder> result) {
        rating(order.customerId(), ATTEMPTS)
                .exceptionally(failure -> RatedOrder.UNAVAILABLE)
                .thenAccept(rating -> result.complete(Set.of(RatedOrder.of(order, rating))));
    }

    @Override
    public void timeout(OrderEvent order, ResultFuture<RatedOrder> result) {
        result.complete(Set.of(RatedOrder.of(order, RatedOrder.TIMED_OUT)));
    }

    private CompletableFuture<String> rating(String customer, int attempts) {
        if (customer == null) {
            return CompletableFuture.completedFuture(RatedOrder.GUEST);
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(ratings + "/" + customer)).build();
        CompletableFuture<String> rating =
                client.sendAsync(request, BodyHandlers.ofString()).thenApply(RatingLookup::text);
        Executor later = CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
        return attempts == 1
                ? rating
                : rating.exceptionallyComposeAsync(
                        failure -> rating(customer, attempts - 1), later);
    }

    private static String text(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 200 -> answer.body();
            case 404 -> RatedOrder.UNKNOWN;
            default -> throw new IllegalStateException("status " + answer.statusCode());
        };
    }
}
