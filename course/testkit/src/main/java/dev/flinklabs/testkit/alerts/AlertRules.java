package dev.flinklabs.testkit.alerts;

import dev.flinklabs.testkit.conf.ConfFile;
import dev.flinklabs.testkit.conf.YamlText;
import dev.flinklabs.testkit.failure.NotDone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A student's alerting rules for Prometheus, as {@code promtool} judges them: which alerts fire,
 * and when, while it evaluates the rules over a {@link Recording}.
 */
public final class AlertRules {

    private final String lab;
    private final String file;
    private final ClassLoader files;
    private Promtool promtool;
    private String text;

    AlertRules(String lab, String file, ClassLoader files) {
        this.lab = lab;
        this.file = file;
        this.files = files;
    }

    /**
     * @param lab the lab's id
     * @param file from {@code src/main/conf} on, such as {@code lab15/alerts.yml}
     * @param test whose class loader has the file
     */
    public static AlertRules ofLab(String lab, String file, Class<?> test) {
        return new AlertRules(lab, file, test.getClassLoader());
    }

    /**
     * Evaluates the rules over a recording.
     *
     * @param alerts that the check is about; as long as one of them is not there, the lab is not
     *     done
     * @throws AssertionError when promtool is not there, or refuses the file
     */
    public AlertCheck over(Recording recording, String... alerts) {
        String rules = checkedText();
        Set<String> there = alerts(rules);
        for (String alert : alerts) {
            if (!there.contains(alert)) {
                throw new NotDone(lab, "%s has no alert %s".formatted(file, alert));
            }
        }
        List<Firing> firings = promtool.firings(rules, recording, List.of(alerts));
        return new AlertCheck(recording, firings);
    }

    private String checkedText() {
        if (text == null) {
            promtool = Promtool.get();
            String read = ConfFile.read(files, file);
            promtool.check(read);
            text = read;
        }
        return text;
    }

    private Set<String> alerts(String rules) {
        Set<String> names = new TreeSet<>();
        for (Object group : below(YamlText.map(file, rules), "groups")) {
            for (Object rule : below(group, "rules")) {
                names.add(String.valueOf(((Map<?, ?>) rule).get("alert")));
            }
        }
        return names;
    }

    /** promtool has seen that these are lists of maps, or nothing at all. */
    private static List<?> below(Object map, String key) {
        Object list = ((Map<?, ?>) map).get(key);
        return list == null ? List.of() : new ArrayList<>((List<?>) list);
    }
}
