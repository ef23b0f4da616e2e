package dev.flinklabs.testkit.failure;

import org.opentest4j.AssertionFailedError;

import java.util.ArrayList;
import java.util.List;

/**
 * What a failed test tells: the facts of the case, the rule that is broken, one question that
 * points at the usual cause, and the picture. Never the fix.
 */
public final class Finding {

    private final List<String> facts = new ArrayList<>();
    private String rule = "";
    private String question = "";
    private String picture = "";

    /** One line, in the lab's words. */
    public Finding fact(String fact) {
        facts.add(fact);
        return this;
    }

    /**
     * @param number its number on the page, under <em>What must stay true</em>
     * @param words what it says, in short
     */
    public Finding rule(int number, String words) {
        rule = "Rule %s: %s".formatted(number, words);
        return this;
    }

    /** At most one. */
    public Finding question(String question) {
        this.question = question;
        return this;
    }

    /** Drawn below the words; empty for none. */
    public Finding picture(String picture) {
        this.picture = picture;
        return this;
    }

    /** The failure to throw; expected and actual are kept for tools that compare them. */
    public AssertionFailedError failure(Object expected, Object actual) {
        return new AssertionFailedError(text(), expected, actual);
    }

    /** The failure to throw where the student's code threw something itself. */
    public AssertionFailedError failure(Throwable cause) {
        return new AssertionFailedError(text(), cause);
    }

    /** Throws this finding, unless the rule holds. */
    public void unless(boolean holds) {
        if (!holds) {
            throw new AssertionFailedError(text());
        }
    }

    private String text() {
        List<String> lines = new ArrayList<>(facts);
        lines.add(rule);
        lines.add(question);
        lines.removeIf(String::isEmpty);
        return String.join("\n", lines) + (picture.isEmpty() ? "" : "\n\n" + picture);
    }
}
