package dev.flinklabs.coach.watch;

import java.util.List;

/**
 * A board as text.
 *
 * @param lines from the top
 * @param keys what can be pressed, for the bottom
 */
record Drawing(List<String> lines, String keys) {}
