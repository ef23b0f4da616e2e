package dev.flinklabs.testkit.operator;

import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.failure.NotDone;
import dev.flinklabs.testkit.timeline.Timeline;

import org.opentest4j.AssertionFailedError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a story says when it fails: what the test has told of the case, and what was found. */
final class StoryFailure {

    private final List<String> about = new ArrayList<>();
    private Optional<Integer> rule = Optional.empty();
    private String ruleWords = "";
    private String question = "";
    private String restored = "";

    void about(String fact) {
        about.add(fact);
    }

    void rule(int number, String words) {
        rule = Optional.of(number);
        ruleWords = words;
    }

    void question(String question) {
        this.question = question;
    }

    /** Remembers the last restart, which belongs to the facts of whatever is found after it. */
    void restored(String fact) {
        restored = fact;
    }

    /** A look that found something else. */
    AssertionFailedError of(List<String> facts, Picture picture, Object expected, Object actual) {
        return finding(facts, picture).failure(expected, actual);
    }

    /**
     * The operator threw something.
     *
     * @param doing what it did, as the end of a sentence
     * @throws RuntimeException what the operator threw, if it says that the lab is not done
     * @throws OutOfMemoryError if the operator threw that
     */
    AssertionFailedError of(String doing, Throwable thrown, Picture picture) {
        passOn(thrown);
        Throwable cause = JobFailure.telling(thrown);
        String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        List<String> facts = new ArrayList<>();
        facts.add("The operator failed " + doing + ".");
        facts.add(cause.getClass().getSimpleName() + message);
        JobFailure.studentLine(thrown).ifPresent(line -> facts.add("In " + line + "."));
        return finding(facts, picture).failure(thrown);
    }

    private Finding finding(List<String> facts, Picture picture) {
        List<String> all = new ArrayList<>(about);
        if (!restored.isEmpty()) {
            all.add(restored);
        }
        all.addAll(facts);
        Finding finding = new Finding();
        all.forEach(fact -> Timeline.wrapped(fact).forEach(finding::fact));
        rule.ifPresent(number -> finding.rule(number, ruleWords));
        return finding.question(question).picture(picture.draw());
    }

    private static void passOn(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError error) {
            throw error;
        }
        if (NotDone.in(thrown).orElse(null) instanceof RuntimeException stub) {
            throw stub;
        }
    }
}
