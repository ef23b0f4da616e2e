package dev.flinklabs.jobs.lab13;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.api.common.functions.OpenContext; // SOLUTION
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

import java.net.URI; // SOLUTION
import java.net.http.HttpClient; // SOLUTION
import java.net.http.HttpRequest; // SOLUTION
import java.net.http.HttpResponse; // SOLUTION
import java.util.List; // SOLUTION

/** Asks the rating service for the customer of an order, and does not wait for its answer. */
final class RatingLookup extends RichAsyncFunction<OrderEvent, RatedOrder> {

    private final String ratings;
    // BEGIN SOLUTION
    // A client keeps its connections. It cannot be serialized, so each subtask makes its own.
    private transient HttpClient client;

    // END SOLUTION

    /**
     * @param ratings the address of the service
     */
    RatingLookup(String ratings) {
        this.ratings = ratings;
    }

    // BEGIN SOLUTION
    @Override
    public void open(OpenContext context) {
        client = HttpClient.newHttpClient();
    }

    // END SOLUTION
    @Override
    public void asyncInvoke(OrderEvent order, ResultFuture<RatedOrder> result) {
        // BEGIN SOLUTION
        // STUB throw new UnsupportedOperationException("Lab 2.13 is not done yet");
        if (order.customerId() == null) {
            complete(result, order, RatedOrder.GUEST);
            return;
        }
        URI customer = URI.create(ratings + "/" + order.customerId());
        client.sendAsync(
                        HttpRequest.newBuilder(customer).build(),
                        HttpResponse.BodyHandlers.ofString())
                .whenComplete(
                        (answer, failure) -> complete(result, order, rating(answer, failure)));
        // END SOLUTION
    }

    // BEGIN SOLUTION
    @Override
    public void timeout(OrderEvent order, ResultFuture<RatedOrder> result) {
        complete(result, order, RatedOrder.TIMED_OUT);
    }

    private static String rating(HttpResponse<String> answer, Throwable failure) {
        if (failure != null || answer.statusCode() >= 500) {
            return RatedOrder.UNAVAILABLE;
        }
        return answer.statusCode() == 404 ? RatedOrder.UNKNOWN : answer.body();
    }

    private static void complete(ResultFuture<RatedOrder> result, OrderEvent order, String rating) {
        result.complete(List.of(RatedOrder.of(order, rating)));
    }
    // END SOLUTION
}
