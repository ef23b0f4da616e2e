package dev.flinklabs.testkit.process;

import dev.flinklabs.testkit.failure.RemoteFailure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process has printed so far, on its standard output and its standard error alike. */
public final class ProcessLog {

    private final Path file;

    ProcessLog(Path file) {
        this.file = file;
    }

    /** All of it; empty when nothing was printed, or when the process's directory is gone. */
    public String text() {
        try {
            return Files.exists(file)
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines, at most so many. */
    public List<String> tail(int lines) {
        List<String> all = text().lines().toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    /** The first place where the pattern is found. */
    public Optional<MatchResult> find(Pattern pattern) {
        Matcher matcher = pattern.matcher(text());
        return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /** The last exception that was printed with its stack trace. */
    public Optional<Throwable> lastException() {
        List<String> lines = text().lines().toList();
        boolean stack = false;
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i);
            stack = stack || RemoteFailure.isFrame(line);
            if (stack && RemoteFailure.isOutermost(line)) {
                String trace = String.join("\n", lines.subList(i, lines.size()));
                return Optional.of(RemoteFailure.parse(trace));
            }
        }
        return Optional.empty();
    }
}
