package dev.flinklabs.marketplace;

/**
 * A record's value is not the event that was expected. The message says where, what was found, what
 * was expected, and shows the value or the part of it around the fault.
 */
public final class MalformedEventException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MalformedEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
