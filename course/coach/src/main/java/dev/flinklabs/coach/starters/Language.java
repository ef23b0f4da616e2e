package dev.flinklabs.coach.starters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How comments are written in a kind of file. */
enum Language {
    JAVA("//", true, true, "\"\"\"", "\"", "'"),
    SQL("--", true, false, "'", "\"", "`"),
    PYTHON("#", false, true, "\"\"\"", "'''", "\"", "'"),
    YAML("#", false, true, "\"", "'"),
    PROPERTIES("#", false, false);

    private static final Map<String, Language> BY_ENDING =
            Map.of(
                    "java",
                    JAVA,
                    "sql",
                    SQL,
                    "py",
                    PYTHON,
                    "yaml",
                    YAML,
                    "yml",
                    YAML,
                    "properties",
                    PROPERTIES);

    private final String comment;
    private final boolean blocks;
    private final boolean escapes;
    private final List<String> quotes;

    Language(String comment, boolean blocks, boolean escapes, String... quotes) {
        this.comment = comment;
        this.blocks = blocks;
        this.escapes = escapes;
        this.quotes = List.of(quotes);
    }

    /** By the file's ending; empty for a file that cannot hold marks. */
    static Optional<Language> of(String path) {
        return Optional.ofNullable(BY_ENDING.get(path.substring(path.lastIndexOf('.') + 1)));
    }

    /** What begins a comment that ends with its line. */
    String comment() {
        return comment;
    }

    /**
     * The lines without their comments. A line that held a comment only is left out. Flink's hints
     * in SQL, {@code /*+ … *}{@code /}, are no comments.
     */
    List<String> withoutComments(List<String> lines) {
        String code = String.join("\n", lines);
        StringBuilder kept = new StringBuilder();
        int at = 0;
        while (at < code.length()) {
            String quote = quoteAt(code, at);
            if (quote != null) {
                int end = endOfText(code, at + quote.length(), quote);
                kept.append(code, at, end);
                at = end;
            } else if (beginsComment(code, at)) {
                int end = code.indexOf('\n', at);
                at = end < 0 ? code.length() : end;
            } else if (blocks && code.startsWith("/*", at) && !code.startsWith("/*+", at)) {
                int end = code.indexOf("*/", at + 2);
                int after = end < 0 ? code.length() : end + 2;
                code.substring(at, after)
                        .chars()
                        .filter(c -> c == '\n')
                        .forEach(c -> kept.append('\n'));
                at = after;
            } else {
                kept.append(code.charAt(at++));
            }
        }
        return tidied(lines, kept.toString().split("\n", -1));
    }

    private static List<String> tidied(List<String> before, String[] after) {
        List<String> tidied = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            boolean changed = !after[i].equals(before.get(i));
            if (!changed || !after[i].isBlank()) {
                tidied.add(changed ? after[i].stripTrailing() : after[i]);
            }
        }
        return tidied;
    }

    private boolean beginsComment(String code, int at) {
        if (!code.startsWith(comment, at)) {
            return false;
        }
        return switch (this) {
            case YAML -> at == 0 || Character.isWhitespace(code.charAt(at - 1));
            case PROPERTIES -> code.substring(code.lastIndexOf('\n', at) + 1, at).isBlank();
            default -> true;
        };
    }

    private String quoteAt(String code, int at) {
        // In YAML an apostrophe within a word opens nothing.
        boolean opens = this != YAML || at == 0 || " \n\t[{,:".indexOf(code.charAt(at - 1)) >= 0;
        return opens
                ? quotes.stream()
                        .filter(quote -> code.startsWith(quote, at))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /**
     * Where a quoted text ends, its closing quote included; a short quote ends with its line at the
     * latest.
     */
    private int endOfText(String code, int from, String quote) {
        int at = from;
        while (at < code.length()) {
            if (code.startsWith(quote, at)) {
                return at + quote.length();
            }
            if (quote.length() == 1 && this != SQL && code.charAt(at) == '\n') {
                return at;
            }
            at += escapes && code.charAt(at) == '\\' ? 2 : 1;
        }
        return code.length();
    }
}
