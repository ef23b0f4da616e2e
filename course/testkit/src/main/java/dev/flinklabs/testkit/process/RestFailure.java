package dev.flinklabs.testkit.process;

import com.fasterxml.jackson.databind.JsonNode;

import dev.flinklabs.testkit.failure.RemoteFailure;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * The REST API gave an error, or no answer. Its cause is the exception of the other side, where
 * that was told.
 */
public final class RestFailure extends RuntimeException {

    private static final String BEGIN = "<Exception on server side:";

    RestFailure(String message, Throwable cause) {
        super(message, cause);
    }

    static RestFailure of(HttpRequest request, int status, JsonNode errors) {
        List<String> sentences = new ArrayList<>();
        Throwable cause = null;
        for (JsonNode error : errors) {
            String text = error.asText().replace(BEGIN, "").strip();
            if (text.lines().anyMatch(RemoteFailure::isFrame)) {
                cause = RemoteFailure.parse(text);
            } else {
                sentences.add(text);
            }
        }
        return new RestFailure(
                "%s %s was answered with %s. %s"
                        .formatted(
                                request.method(),
                                request.uri().getPath(),
                                status,
                                String.join(" ", sentences))
                        .strip(),
                cause);
    }
}
