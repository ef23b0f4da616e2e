package dev.flinklabs.testkit.service;

/** What a {@link HttpService} does with a request. */
public sealed interface Answer {

    /** An answer with this status and body, in UTF-8. */
    record Response(int status, String body) implements Answer {}

    /** No answer: the connection breaks. */
    record Broken() implements Answer {}

    /** Status 200 with this body. */
    static Answer ok(String body) {
        return new Response(200, body);
    }

    /** This status, and no body. */
    static Answer status(int status) {
        return new Response(status, "");
    }

    static Answer brokenConnection() {
        return new Broken();
    }
}
