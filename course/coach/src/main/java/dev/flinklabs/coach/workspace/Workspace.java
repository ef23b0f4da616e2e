package dev.flinklabs.coach.workspace;

import java.nio.file.Path;

/**
 * A complete source tree of one lab, to grade: laid out like a phase ({@code src/main/java}, {@code
 * src/main/resources}, {@code src/main/conf}, {@code src/main/python}, {@code src/test/java},
 * {@code src/test/resources}), with that lab's files alone.
 *
 * @param root the tree, absolute
 */
public record Workspace(Path root) {}
