package dev.flinklabs.testkit.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A file of SQL statements, each ended by a semicolon, as Flink's SQL client reads it. A byte order
 * mark and Windows' line ends change nothing.
 */
public final class SqlScript {

    private final String file;
    private final String text;

    private SqlScript(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * One statement.
     *
     * @param line where it begins in the file, from 1, comments before it not counted in
     * @param text without the semicolon
     */
    public record Statement(int line, String text) {}

    /** The script that lies beside the class on the class path. */
    public static SqlScript beside(Class<?> type, String file) {
        try (InputStream in = type.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "%s is not there. It belongs into src/main/resources/%s/."
                                .formatted(file, type.getPackageName().replace('.', '/')));
            }
            return of(file, utf8(file, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String utf8(String file, byte[] bytes) {
        boolean utf16 = bytes.length > 1 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe;
        try {
            if (!utf16) {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            }
        } catch (CharacterCodingException e) {
            // Told below.
        }
        throw new AssertionError(
                "%s is not UTF-8 text%s. Save it as UTF-8."
                        .formatted(file, utf16 ? "; it looks like UTF-16" : ""));
    }

    static SqlScript of(String file, String text) {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new SqlScript(file, withoutMark.replace("\r\n", "\n"));
    }

    /** The file's name, without folders. */
    public String file() {
        return file;
    }

    /** The file's line, from 1, without blanks around it; empty beyond the end. */
    public String line(int number) {
        return text.lines().skip(number - 1L).findFirst().orElse("").strip();
    }

    /** The statements in order, with the variables filled in. */
    public List<Statement> statements(Variables variables) {
        return new Splitter(text)
                .split().stream().map(s -> new Statement(s.line(), render(s, variables))).toList();
    }

    private String render(Statement statement, Variables variables) {
        try {
            return variables.render(statement.text());
        } catch (Variables.UnknownVariable e) {
            throw ScriptFailure.at(this, statement.line() - 1 + (int) e.line(), e.getMessage(), e);
        }
    }

    private static final class Splitter {

        private final String text;
        private final List<Statement> statements = new ArrayList<>();
        private int line = 1;

        /** Where the present statement begins; -1 before its first word. */
        private int start = -1;

        private int startLine;

        Splitter(String text) {
            this.text = text;
        }

        List<Statement> split() {
            int i = 0;
            while (i < text.length()) {
                char c = text.charAt(i);
                int end;
                if (text.startsWith("--", i)) {
                    end = indexAfter("\n", i);
                } else if (text.startsWith("/*", i)) {
                    end = indexAfter("*/", i + 2);
                } else if (c == '\'' || c == '"' || c == '`') {
                    begin(i);
                    end = indexAfter(String.valueOf(c), i + 1);
                } else if (c == ';' && !insideStatementSet(i)) {
                    end(i);
                    end = i + 1;
                } else {
                    if (!Character.isWhitespace(c) && c != ';') {
                        begin(i);
                    }
                    end = i + 1;
                }
                line += (int) text.substring(i, end).chars().filter(ch -> ch == '\n').count();
                i = end;
            }
            end(text.length());
            return statements;
        }

        private int indexAfter(String mark, int from) {
            int found = text.indexOf(mark, from);
            return found < 0 ? text.length() : found + mark.length();
        }

        private void begin(int position) {
            if (start < 0) {
                start = position;
                startLine = line;
            }
        }

        private void end(int position) {
            if (start >= 0) {
                statements.add(new Statement(startLine, text.substring(start, position).strip()));
                start = -1;
            }
        }

        /** {@code EXECUTE STATEMENT SET BEGIN …; …; END;} is one statement. */
        private boolean insideStatementSet(int position) {
            if (start < 0) {
                return false;
            }
            String words =
                    text.substring(start, position)
                            .replaceAll("--[^\\n]*", " ")
                            .strip()
                            .replaceAll("\\s+", " ")
                            .toUpperCase(Locale.ROOT);
            return words.startsWith("EXECUTE STATEMENT SET") && !words.endsWith(" END");
        }
    }
}
