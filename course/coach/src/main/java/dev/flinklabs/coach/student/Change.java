package dev.flinklabs.coach.student;

import java.nio.file.Path;
import java.util.List;

/**
 * What has become of a student's files.
 *
 * @param saved under which name the files are saved as they were before, such as {@code 0.3-1}
 * @param written the files that have another content now, or are new
 * @param removed the files that are gone
 */
public record Change(String saved, List<Path> written, List<Path> removed) {}
