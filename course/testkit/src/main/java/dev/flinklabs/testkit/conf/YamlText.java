package dev.flinklabs.testkit.conf;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A student's file of YAML. */
public final class YamlText {

    private YamlText() {}

    /**
     * The one document in it, a map with texts, numbers, booleans, lists and maps below; an empty
     * one where the text is empty or of comments alone.
     *
     * @param file how it is called in what is said to the student, such as {@code alerts.yml}
     * @throws AssertionError when it is no YAML, is several documents, or something else than keys
     *     with values; says so in a sentence, with the line where there is one
     */
    public static Map<?, ?> map(String file, String text) {
        List<Object> documents = documents(file, text);
        documents.removeIf(document -> document == null);
        if (documents.size() > 1) {
            throw new AssertionError(
                    "%s holds %d documents, with --- between them, and one is read. Keep one."
                            .formatted(file, documents.size()));
        }
        Object document = documents.isEmpty() ? Map.of() : documents.get(0);
        if (document instanceof Map<?, ?> map) {
            return map;
        }
        throw new AssertionError(
                "%s is not a set of keys, each with a colon, a blank and a value: it begins with %s."
                        .formatted(file, document instanceof List ? "a list" : document));
    }

    private static List<Object> documents(String file, String text) {
        LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        try {
            List<Object> documents = new ArrayList<>();
            new Load(settings).loadAllFromString(text).forEach(documents::add);
            return documents;
        } catch (YamlEngineException e) {
            throw new AssertionError("%s is no YAML: %s".formatted(file, telling(e)));
        }
    }

    private static String telling(YamlEngineException e) {
        if (e instanceof MarkedYamlEngineException marked) {
            Optional<Integer> line = marked.getProblemMark().map(mark -> mark.getLine() + 1);
            return marked.getProblem() + line.map(number -> ", in line " + number).orElse("") + ".";
        }
        return e.getMessage().lines().findFirst().orElse("");
    }
}
