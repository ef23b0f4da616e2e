package dev.flinklabs.testkit.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.flinklabs.testkit.LabDirectory;
import dev.flinklabs.testkit.tool.CommandLineTool;
import dev.flinklabs.testkit.tool.CommandLineTool.Run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prometheus' own judge of rules. It says of an expression only whether it has the value that was
 * expected at a moment. So each alert is expected to be silent at each moment, and where promtool
 * objects, it fires.
 */
final class Promtool {

    private static final String RULES = "alerts.yml";
    private static final String TESTS = "tests.yml";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One where an alert of this name fires more often than this at once, else zero. */
    private static final String MORE_THAN =
            "(count(ALERTS{alertname=\"%s\",alertstate=\"firing\"}) > bool %s) or vector(0)";

    private static final Pattern OBJECTION =
            Pattern.compile(
                    "expr: .*alertname=\\\\\"(\\w+)\\\\\".*> bool (\\d)\\).*, time: (\\w+),");

    private static final Pattern TIME = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");

    private final CommandLineTool tool;

    private Promtool(CommandLineTool tool) {
        this.tool = tool;
    }

    static Promtool get() {
        return new Promtool(CommandLineTool.of("promtool"));
    }

    /**
     * @throws AssertionError when promtool refuses the rules, with what it says
     */
    void check(String rules) {
        Run run = in(directory -> tool.run(write(directory, rules), "check", "rules", RULES));
        if (!run.endedWell()) {
            throw new AssertionError("promtool refuses alerts.yml: " + telling(run.text()));
        }
    }

    /**
     * When each of the alerts fires.
     *
     * @throws AssertionError when the rules cannot be evaluated, with what promtool says
     */
    List<Firing> firings(String rules, Recording recording, List<String> alerts) {
        Run run =
                in(
                        directory -> {
                            write(directory, rules);
                            write(directory, TESTS, tests(recording, alerts));
                            return tool.run(directory, "test", "rules", TESTS);
                        });
        Map<String, Map<Integer, Integer>> counts = new HashMap<>();
        Matcher objection = OBJECTION.matcher(run.text());
        while (objection.find()) {
            counts.computeIfAbsent(objection.group(1), alert -> new HashMap<>())
                    .merge(
                            seconds(objection.group(3)),
                            Integer.parseInt(objection.group(2)) + 1,
                            Math::max);
        }
        if (!run.endedWell() && counts.isEmpty()) {
            throw new AssertionError("promtool cannot evaluate alerts.yml: " + telling(run.text()));
        }
        return alerts.stream()
                .map(alert -> new Firing(alert, counts.getOrDefault(alert, Map.of())))
                .toList();
    }

    private static String tests(Recording recording, List<String> alerts) {
        String interval = Recording.SCRAPE_SECONDS + "s";
        List<Object> series = new ArrayList<>();
        recording
                .samples()
                .forEach((name, values) -> series.add(Map.of("series", name, "values", values)));
        List<Object> silences = new ArrayList<>();
        for (String alert : alerts) {
            for (int second : Recording.moments()) {
                silences.add(silence(alert, 0, second));
                silences.add(silence(alert, 1, second));
            }
        }
        Map<String, Object> test =
                Map.of("interval", interval, "input_series", series, "promql_expr_test", silences);
        try {
            // JSON is YAML.
            return JSON.writeValueAsString(
                    Map.of(
                            "rule_files", List.of(RULES),
                            "evaluation_interval", interval,
                            "tests", List.of(test)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object silence(String alert, int moreThan, int second) {
        return Map.of(
                "expr", MORE_THAN.formatted(alert, moreThan),
                "eval_time", second + "s",
                "exp_samples", List.of(Map.of("labels", "{}", "value", 0)));
    }

    private static int seconds(String time) {
        Matcher parts = TIME.matcher(time);
        if (!parts.matches()) {
            throw new IllegalStateException("promtool says a time that is none: " + time);
        }
        return 3600 * number(parts.group(1)) + 60 * number(parts.group(2)) + number(parts.group(3));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** The last thing it says, which may go on over a second line. */
    private static String telling(String text) {
        List<String> lines =
                text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .dropWhile(line -> !line.equals("FAILED:"))
                        .skip(1)
                        .distinct()
                        .toList();
        return lines.isEmpty() ? text.strip() : String.join(" ", lines);
    }

    private static Path write(Path directory, String rules) {
        return write(directory, RULES, rules);
    }

    private static Path write(Path directory, String file, String text) {
        try {
            Files.writeString(directory.resolve(file), text);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Run in(Function<Path, Run> body) {
        try (LabDirectory directory = new LabDirectory("promtool")) {
            return body.apply(directory.make());
        }
    }
}
