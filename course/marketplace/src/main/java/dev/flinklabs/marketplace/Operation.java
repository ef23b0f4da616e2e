package dev.flinklabs.marketplace;

/** What a change event reports, with the one-letter code that Debezium writes for it. */
public enum Operation {
    /** A row was inserted. */
    CREATE("c"),
    /** A row was changed. */
    UPDATE("u"),
    /** A row was deleted. A tombstone with the same key follows. */
    DELETE("d"),
    /** A row was found by the initial snapshot. It may be much older than the event. */
    READ("r");

    private final String code;

    Operation(String code) {
        this.code = code;
    }

    /** The letter in the envelope's field {@code op}. */
    public String code() {
        return code;
    }
}
