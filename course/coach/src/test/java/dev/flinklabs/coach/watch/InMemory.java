package dev.flinklabs.coach.watch;

import dev.flinklabs.coach.bench.BenchListener;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.SourceTree;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A course of two labs whose texts are one word each: right, wrong, or something else. */
final class InMemory implements Verbs {

    static final Lab FIRST = lab("0.1", "Read orders");
    static final Lab SECOND = lab("0.2", "Count orders");
    static final Lab OF_ANOTHER_PHASE = lab("1.1", "Join orders");

    private static final String FILE = "src/main/java/Orders.java";

    final List<String> graded = new ArrayList<>();
    final List<String> kept = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    String text = "wrong";
    RuntimeException benchFails;
    Trouble diskRefuses;
    Trouble unreadable;
    Optional<Lab> next = Optional.of(SECOND);

    @Override
    public SourceTree text(Lab lab) {
        if (unreadable != null) {
            throw unreadable;
        }
        return tree(text);
    }

    static SourceTree tree(String text) {
        return new SourceTree(new TreeMap<>()).with(FILE, text);
    }

    @Override
    public void prepare(Lab lab) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Grade check(Lab lab, SourceTree text, BenchListener listener) {
        String word = text.text(FILE);
        graded.add(lab.id() + " " + word);
        if (benchFails != null) {
            throw benchFails;
        }
        Grade grade = grade(lab, word);
        grade.verdict().tests().forEach(listener::ended);
        return grade;
    }

    static Grade grade(Lab lab, String word) {
        Outcome outcome = word.equals("right") ? Outcome.PASSED : Outcome.FAILED;
        TestVerdict test =
                new TestVerdict("T.a", "a", outcome, "It is " + word + ".", "", "", Duration.ZERO);
        return new Grade(
                lab,
                new LabVerdict(lab.id(), outcome, List.of(test), "", "", Duration.ofMillis(120)),
                "");
    }

    @Override
    public void abort() {
        told.add("abort");
    }

    @Override
    public Optional<String> keep(Grade grade) {
        if (diskRefuses != null) {
            throw diskRefuses;
        }
        kept.add(grade.lab().id() + " " + grade.verdict().outcome());
        return grade.isGreen() ? Optional.empty() : Optional.of("report.txt");
    }

    @Override
    public String afterGreen(Lab lab) {
        return "  What comes after " + lab.id() + "\n";
    }

    @Override
    public Optional<Lab> next() {
        return next;
    }

    @Override
    public String hint(Lab lab, boolean another) {
        return another ? "another hint" : "the hints";
    }

    @Override
    public String list() {
        return "the map";
    }

    @Override
    public String reset(Lab lab) {
        text = "starter";
        return "reset, and how to undo it";
    }

    private static Lab lab(String id, String title) {
        Path phase = Path.of("phase-%c-small".formatted(id.charAt(0))).toAbsolutePath();
        return new Lab(
                id,
                title,
                phase,
                phase.resolve("labs").resolve(id + ".md"),
                20,
                List.of("src/main/java/**"),
                "blank",
                1,
                List.of(),
                List.of(),
                List.of(),
                Duration.ofSeconds(60));
    }
}
