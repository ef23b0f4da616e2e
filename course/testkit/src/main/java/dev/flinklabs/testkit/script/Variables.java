package dev.flinklabs.testkit.script;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in {@code ${…}} in a student's script and arguments, so that one file runs everywhere:
 * {@code ${kafka.bootstrap}} is the broker's address, {@code ${group}} a consumer group of its own,
 * and the name of a topic, as in {@code ${shop.order}}, the name that it has this time.
 */
public final class Variables {

    public static final String BOOTSTRAP = "kafka.bootstrap";
    public static final String GROUP = "group";

    /** Where the jar of the Kafka connector lies, as a URL. */
    public static final String CONNECTOR = "kafka.connector";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}\\n]*)}");

    private final Map<String, String> values;

    public Variables(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    /**
     * @throws UnknownVariable for a name that has no value here
     */
    public String render(String text) {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder rendered = new StringBuilder();
        while (matcher.find()) {
            String value = values.get(matcher.group(1));
            if (value == null) {
                throw new UnknownVariable(matcher.group(), line(text, matcher.start()), this);
            }
            matcher.appendReplacement(rendered, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(rendered).toString();
    }

    private static long line(String text, int position) {
        return 1 + text.substring(0, position).chars().filter(c -> c == '\n').count();
    }

    /** The names that have a value, as one writes them. */
    @Override
    public String toString() {
        return String.join(", ", values.keySet().stream().map(name -> "${" + name + "}").toList());
    }

    /** A variable that nothing fills in. */
    public static final class UnknownVariable extends IllegalArgumentException {

        private final long line;

        UnknownVariable(String variable, long line, Variables known) {
            super("%s is no variable here. There are %s.".formatted(variable, known));
            this.line = line;
        }

        /** In the text, from 1. */
        public long line() {
            return line;
        }
    }
}
