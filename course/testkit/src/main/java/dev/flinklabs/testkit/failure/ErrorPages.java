package dev.flinklabs.testkit.failure;

import java.util.List;
import java.util.Map;

/** Which page under {@code docs/errors/} explains a failure, by the words that tell it. */
public final class ErrorPages {

    static final List<Map.Entry<String, String>> PAGES =
            List.of(
                    Map.entry(
                            "Undefined offset with no reset policy",
                            "undefined-offset-with-no-reset-policy"),
                    Map.entry("Failed to deserialize JSON", "failed-to-deserialize-json"),
                    Map.entry(
                            "Could not find any factory for identifier",
                            "could-not-find-any-factory-for-identifier"),
                    Map.entry("Unsupported options found for", "unsupported-options-found"),
                    Map.entry(
                            "One or more required options are missing",
                            "required-options-are-missing"),
                    Map.entry(
                            "This server does not host this topic-partition",
                            "this-server-does-not-host-this-topic-partition"),
                    Map.entry("Encountered", "sql-parse-failed"),
                    Map.entry("not found in any table", "column-not-found-in-any-table"),
                    Map.entry("is no variable here", "is-no-variable-here"),
                    Map.entry(
                            "could not be inferred",
                            "types-of-the-interface-could-not-be-inferred"),
                    Map.entry("Nothing came out", "nothing-came-out"),
                    Map.entry(
                            "The transaction timeout is larger than the maximum value allowed by the broker",
                            "transaction-timeout-is-larger"),
                    Map.entry(
                            "Writable backchannel already exists",
                            "writable-backchannel-already-exists"),
                    Map.entry("No operators defined in streaming topology", "no-operators-defined"),
                    Map.entry(
                            "Could not acquire the minimum required resources",
                            "could-not-acquire-the-minimum-required-resources"),
                    Map.entry("exceed configured Total", "exceed-configured-total"),
                    Map.entry(
                            "need to be configured explicitly", "need-to-be-configured-explicitly"),
                    Map.entry("Malformed order event", "malformed-order-event"),
                    Map.entry(
                            "Timed out waiting for a node assignment",
                            "timed-out-waiting-for-a-node-assignment"),
                    Map.entry("not present in metadata after", "not-present-in-metadata-after"),
                    Map.entry(
                            "LocalStreamEnvironment cannot be used",
                            "localstreamenvironment-cannot-be-used"),
                    Map.entry("is not serializable", "is-not-serializable"),
                    Map.entry(
                            "RowTime field should not be null", "rowtime-field-should-not-be-null"),
                    Map.entry(
                            "doesn't support consuming update",
                            "doesnt-support-consuming-update-changes"));

    private ErrorPages() {}

    /**
     * A line that names the page, after a line end; empty when there is no page for this message.
     */
    public static String lineFor(String message) {
        return PAGES.stream()
                .filter(page -> message.contains(page.getKey()))
                .findFirst()
                .map(page -> "\nMore: docs/errors/" + page.getValue() + ".md")
                .orElse("");
    }
}
