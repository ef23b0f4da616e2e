package dev.flinklabs.coach.prove;

import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.solutions.WrongAnswer;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must hold for every lab. In the order in which they are passed; the ordinal plus one is the
 * gate's number.
 */
enum Gate {
    STARTERS_CAN_BE_CUT("starters can be cut from the solutions") {
        @Override
        void check(Exam exam, Ledger ledger) {
            try {
                exam.starters().of(exam.lab());
                ledger.pass(this);
            } catch (Trouble e) {
                ledger.fail(this, exam.lab().id(), e.getMessage());
            }
        }
    },

    STARTERS_ARE_RED("every lab is red on its starter, each test not done yet") {
        @Override
        void check(Exam exam, Ledger ledger) {
            Optional<String> reason;
            if (exam.lab().starter().equals("blank")) {
                reason = isNotDone(exam.starter());
            } else {
                try {
                    WrongAnswer wrong =
                            exam.solutions().wrongAnswer(exam.lab(), exam.lab().starter());
                    reason = isCaught(wrong, exam.starter());
                } catch (Trouble e) {
                    reason = Optional.of(e.getMessage());
                }
            }
            judge(ledger, exam.lab().id() + " starter", reason);
        }
    },

    SOLUTIONS_ARE_GREEN("every reference solution is green, with as many tests as its page names") {
        @Override
        void check(Exam exam, Ledger ledger) {
            judge(ledger, exam.lab().id() + " solution", isAccepted(exam.solution()));
        }
    },

    WRONG_ANSWERS_ARE_CAUGHT(
            "every wrong answer is caught by the tests it names, in its words; every test is reddened"
                    + " by some wrong answer") {
        @Override
        void check(Exam exam, Ledger ledger) {
            String id = exam.lab().id();
            List<String> names = exam.solutions().wrongAnswers(exam.lab());
            Set<String> reddened = new HashSet<>();
            for (String name : names) {
                Optional<String> reason;
                try {
                    WrongAnswer wrong = exam.solutions().wrongAnswer(exam.lab(), name);
                    Grade grade = exam.wrongAnswer(name);
                    failed(grade).forEach(test -> reddened.add(test.test()));
                    reason = isCaught(wrong, grade);
                } catch (Trouble e) {
                    reason = Optional.of(e.getMessage());
                }
                judge(ledger, id + " " + name, reason);
            }
            judge(
                    ledger,
                    id,
                    names.size() < FEWEST_WRONG_ANSWERS
                            ? Optional.of(
                                    "of the %d wrong answers that are asked for at least, it has %d."
                                            .formatted(FEWEST_WRONG_ANSWERS, names.size()))
                            : Optional.empty());
            exam.solution().verdict().tests().stream()
                    .map(TestVerdict::test)
                    .distinct()
                    .forEach(
                            test ->
                                    judge(
                                            ledger,
                                            id + " " + test,
                                            reddened.contains(test)
                                                    ? Optional.empty()
                                                    : Optional.of(
                                                            "no wrong answer makes it fail.")));
        }
    },

    ALTERNATIVES_ARE_ACCEPTED("every alternative is accepted") {
        @Override
        void check(Exam exam, Ledger ledger) {
            List<String> names = exam.solutions().alternatives(exam.lab());
            for (String name : names) {
                judge(ledger, exam.lab().id() + " " + name, isAccepted(exam.alternative(name)));
            }
            if (names.isEmpty()) {
                ledger.fail(
                        this,
                        exam.lab().id(),
                        "it has no alternative, and at least one is asked for.");
            }
        }
    },

    PAGES_HOLD(
            "every page has its sections, three hints, a discussion, minutes; its links and commands"
                    + " hold") {
        @Override
        void check(Exam exam, Ledger ledger) {
            String id = exam.lab().id();
            judge(ledger, id + " page", exam.pages().ofPage(exam.lab()));
            judge(ledger, id + " discussion", exam.pages().ofDiscussion(exam.lab()));
            judge(ledger, id + " README", exam.pages().ofRow(exam.lab()));
        }
    };

    private static final int FEWEST_WRONG_ANSWERS = 4;

    private final String sentence;

    Gate(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    int number() {
        return ordinal() + 1;
    }

    /** Holds the lab against this gate and enters what passed and what failed. */
    abstract void check(Exam exam, Ledger ledger);

    void judge(Ledger ledger, String what, Optional<String> reason) {
        reason.ifPresentOrElse(found -> ledger.fail(this, what, found), () -> ledger.pass(this));
    }

    void judge(Ledger ledger, String what, List<String> reasons) {
        reasons.forEach(reason -> ledger.fail(this, what, reason));
        if (reasons.isEmpty()) {
            ledger.pass(this);
        }
    }

    private static Optional<String> isAccepted(Grade grade) {
        return grade.isGreen()
                ? Optional.empty()
                : Optional.of(unjudged(grade).orElseGet(() -> failures(grade)));
    }

    private static Optional<String> isNotDone(Grade grade) {
        Optional<String> unjudged = unjudged(grade);
        if (unjudged.isPresent()) {
            return unjudged;
        }
        List<String> others = new ArrayList<>();
        for (TestVerdict test : grade.verdict().tests()) {
            if (test.outcome() != Outcome.NOT_DONE) {
                String says = test.message().isEmpty() ? "" : ": " + firstLine(test.message());
                others.add("%s %s%s".formatted(test.display(), word(test.outcome()), says));
            }
        }
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("every test must be not done yet, but " + String.join("; ", others));
    }

    /** Why a wrong answer does not count as caught; empty when it does. */
    private static Optional<String> isCaught(WrongAnswer wrong, Grade grade) {
        Optional<String> unjudged = unjudged(grade);
        if (unjudged.isPresent()) {
            return unjudged;
        }
        List<TestVerdict> failed = failed(grade);
        for (String test : wrong.caughtBy()) {
            if (grade.verdict().tests().stream().noneMatch(one -> one.test().equals(test))) {
                return Optional.of("there is no test %s.".formatted(test));
            }
            if (failed.stream().noneMatch(one -> one.test().equals(test))) {
                return Optional.of(
                        "%s does not catch it; %s."
                                .formatted(
                                        test,
                                        failed.isEmpty()
                                                ? "no test does"
                                                : failed.stream()
                                                                .map(TestVerdict::test)
                                                                .distinct()
                                                                .collect(Collectors.joining(", "))
                                                        + " fails"));
            }
        }
        List<String> messages =
                failed.stream()
                        .filter(test -> wrong.caughtBy().contains(test.test()))
                        .map(test -> oneLine(test.message()))
                        .toList();
        return messages.stream().anyMatch(message -> message.contains(oneLine(wrong.says())))
                ? Optional.empty()
                : Optional.of(
                        "the failure does not say \"%s\", but: %s"
                                .formatted(wrong.says(), messages.get(0)));
    }

    /**
     * Why the tests tell nothing: the course is broken, or the code does not compile or does not
     * end.
     */
    private static Optional<String> unjudged(Grade grade) {
        if (!grade.defect().isEmpty()) {
            return Optional.of(grade.defect());
        }
        return switch (grade.verdict().outcome()) {
            case BROKEN, NOT_RUN ->
                    Optional.of(
                            word(grade.verdict().outcome())
                                    + ": "
                                    + grade.verdict().reason().strip());
            default -> Optional.empty();
        };
    }

    private static List<TestVerdict> failed(Grade grade) {
        return grade.verdict().tests().stream()
                .filter(test -> test.outcome() == Outcome.FAILED)
                .toList();
    }

    private static String failures(Grade grade) {
        return grade.verdict().tests().stream()
                .filter(test -> test.outcome() != Outcome.PASSED)
                .map(
                        test ->
                                "%s %s: %s"
                                        .formatted(
                                                test.display(),
                                                word(test.outcome()),
                                                firstLine(test.message())))
                .collect(Collectors.joining("; "));
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "passes";
            case FAILED -> "fails";
            case NOT_DONE -> "is not done";
            case BROKEN -> "is broken";
            case NOT_RUN -> "is not run";
        };
    }

    private static String firstLine(String message) {
        return message.strip().lines().findFirst().orElse("");
    }

    /** Messages are wrapped for the reader, phrases are not. */
    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
