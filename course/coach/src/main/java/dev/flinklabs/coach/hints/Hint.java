package dev.flinklabs.coach.hints;

/**
 * One of a lab's hints.
 *
 * @param title what its summary says behind the number
 * @param text what it says, for a terminal; lines are at most {@link TerminalText#WIDTH} long where
 *     words allow it, and the last one ends
 */
public record Hint(String title, String text) {}
