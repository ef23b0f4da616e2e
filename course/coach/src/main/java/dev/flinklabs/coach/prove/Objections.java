package dev.flinklabs.coach.prove;

import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.solutions.WrongAnswer;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the gates have against a grade, each in a sentence or in the words of the failures. */
final class Objections {

    private static final String NO_TEST = "No test of lab ";

    /** To an author it is the tests that are at fault, and where stands first. */
    private static final Pattern OF_TESTS =
            Pattern.compile("\\AThe tests of this lab cannot be compiled against your code: ");

    /** A failure's words end where its picture begins. */
    private static final Pattern PICTURE = Pattern.compile("\\n\\s*\\n");

    private Objections() {}

    /** Whether the tests have run to their end, so that there is something to judge. */
    static boolean hasRun(Grade grade) {
        return switch (grade.verdict().outcome()) {
            case PASSED, FAILED, NOT_DONE -> !grade.verdict().tests().isEmpty();
            case BROKEN, NOT_RUN -> false;
        };
    }

    /** Why the grade counts for nothing, whatever its tests say; empty when it counts. */
    static Optional<String> toGrade(Grade grade) {
        if (!grade.defect().isEmpty()) {
            return Optional.of(grade.defect());
        }
        Outcome outcome = grade.verdict().outcome();
        return outcome == Outcome.BROKEN || outcome == Outcome.NOT_RUN
                ? Optional.of(word(outcome, 1) + ": " + reason(grade))
                : Optional.empty();
    }

    /** Why code that is right is not accepted: what failed, and in which words. */
    static Optional<String> toRightAnswer(Grade grade) {
        return others(grade, Outcome.PASSED);
    }

    /** Why a starter is not what a lab begins with. */
    static Optional<String> toBlankStarter(Grade grade) {
        return others(grade, Outcome.NOT_DONE)
                .map(others -> "every test must be not done yet, but " + others);
    }

    /** Why a wrong answer does not count as caught. */
    static Optional<String> toWrongAnswer(WrongAnswer wrong, Grade grade) {
        List<TestVerdict> tests = grade.verdict().tests();
        if (tests.stream().allMatch(test -> test.outcome() == Outcome.NOT_DONE)) {
            return Optional.of(
                    "no test fails, all are not done: %s\nA wrong answer has all that is asked for, and has it wrong."
                            .formatted(facts(tests.get(0).message())));
        }
        return wrong.catches().stream()
                .flatMap(expected -> to(expected, tests, failed(grade)).stream())
                .findFirst();
    }

    private static Optional<String> to(
            WrongAnswer.Catch expected, List<TestVerdict> tests, List<TestVerdict> failed) {
        for (String name : expected.tests()) {
            List<TestVerdict> named =
                    tests.stream().filter(test -> test.test().equals(name)).toList();
            if (named.isEmpty()) {
                return Optional.of("there is no test %s.".formatted(name));
            }
            if (named.stream().noneMatch(failed::contains)) {
                return Optional.of(
                        "%s does not catch it; %s.".formatted(name, whoDoes(named, failed)));
            }
        }
        List<TestVerdict> named =
                failed.stream().filter(test -> expected.tests().contains(test.test())).toList();
        String phrase = oneLine(expected.says());
        return named.stream().anyMatch(test -> oneLine(test.message()).contains(phrase))
                ? Optional.empty()
                : Optional.of(
                        "the failure does not say \"%s\", but: %s"
                                .formatted(
                                        expected.says(), oneLine(facts(named.get(0).message()))));
    }

    static List<TestVerdict> failed(Grade grade) {
        return grade.verdict().tests().stream()
                .filter(test -> test.outcome() == Outcome.FAILED)
                .toList();
    }

    /**
     * Whether a failure is its test's own. What befalls a whole story, and is told by several tests
     * word for word, shows of none that it catches anything.
     */
    static boolean isOwn(TestVerdict failure, Grade grade) {
        return failed(grade).stream()
                .filter(other -> !other.test().equals(failure.test()))
                .noneMatch(other -> other.message().equals(failure.message()));
    }

    private static String whoDoes(List<TestVerdict> named, List<TestVerdict> failed) {
        Optional<TestVerdict> notDone =
                named.stream().filter(test -> test.outcome() == Outcome.NOT_DONE).findFirst();
        if (notDone.isPresent()) {
            return "it says: " + facts(notDone.get().message());
        }
        List<String> names = failed.stream().map(TestVerdict::test).distinct().toList();
        return names.isEmpty()
                ? "no test does"
                : String.join(", ", names) + " " + word(Outcome.FAILED, names.size());
    }

    /** The tests that ended otherwise; what several say alike stands there once. */
    private static Optional<String> others(Grade grade, Outcome expected) {
        Map<List<Object>, List<String>> alike = new LinkedHashMap<>();
        for (TestVerdict test : grade.verdict().tests()) {
            if (test.outcome() != expected) {
                alike.merge(
                        List.of(test.outcome(), facts(test.message())),
                        List.of(test.display()),
                        (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
            }
        }
        List<String> sentences =
                alike.entrySet().stream()
                        .map(
                                entry -> {
                                    Outcome outcome = (Outcome) entry.getKey().get(0);
                                    String says = (String) entry.getKey().get(1);
                                    return "%s %s%s"
                                            .formatted(
                                                    String.join(", ", entry.getValue()),
                                                    word(outcome, entry.getValue().size()),
                                                    says.isEmpty() ? "" : ": " + says);
                                })
                        .toList();
        return Optional.of(String.join("\n", sentences)).filter(text -> !text.isEmpty());
    }

    private static String reason(Grade grade) {
        String reason = OF_TESTS.matcher(grade.verdict().reason().strip()).replaceFirst("");
        return reason.startsWith(NO_TEST) ? reason + ", and its test methods @Test" : reason;
    }

    private static String word(Outcome outcome, int count) {
        boolean one = count == 1;
        return switch (outcome) {
            case PASSED -> one ? "passes" : "pass";
            case FAILED -> one ? "fails" : "fail";
            case NOT_DONE -> one ? "is not done" : "are not done";
            case BROKEN -> one ? "is broken" : "are broken";
            case NOT_RUN -> one ? "is not run" : "are not run";
        };
    }

    private static String facts(String message) {
        return PICTURE.split(message.strip(), 2)[0];
    }

    /** Messages are wrapped for the reader, phrases are not. */
    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
