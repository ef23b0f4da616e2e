package dev.flinklabs.testkit.story;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What comes out of a story somewhere, and when it was first seen there. */
final class Output {

    /**
     * One row or record.
     *
     * @param fields by name, in order; values may be null
     * @param moment the story's moment at which it was first seen
     */
    record Item(Map<String, Object> fields, String moment) {

        /** Whether it is a record without a key. */
        boolean isKeyless() {
            return fields.containsKey("key") && fields.get("key") == null;
        }

        /** What a picture calls it where no record has a key. */
        String value() {
            return String.valueOf(fields.get("value"));
        }

        /** What a picture calls it: its first field. */
        String label() {
            Map.Entry<String, Object> first = fields.entrySet().iterator().next();
            return first.getValue() == null
                    ? "no " + first.getKey()
                    : first.getValue().toString().isEmpty() ? "\"\"" : first.getValue().toString();
        }
    }

    private final Supplier<Map<String, Map<String, Object>>> source;
    private final Map<String, Item> items = new LinkedHashMap<>();

    /**
     * @param source gives the fields of all that has come out so far, each under an identity that
     *     stays
     */
    Output(Supplier<Map<String, Map<String, Object>>> source) {
        this.source = source;
    }

    /**
     * @param rows gives all that has come out so far, in the order in which it came
     */
    static Output ofRows(Supplier<List<Map<String, Object>>> rows) {
        return new Output(() -> numbered(rows.get()));
    }

    private static Map<String, Map<String, Object>> numbered(List<Map<String, Object>> rows) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        rows.forEach(row -> all.put(String.valueOf(all.size()), row));
        return all;
    }

    /** Looks for what is new and dates it; gives how many there are now. */
    int look(String moment) {
        source.get().forEach((id, fields) -> items.putIfAbsent(id, new Item(fields, moment)));
        return items.size();
    }

    List<Item> items() {
        return List.copyOf(items.values());
    }
}
