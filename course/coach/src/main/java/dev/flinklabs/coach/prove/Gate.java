package dev.flinklabs.coach.prove;

import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.solutions.WrongAnswer;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.verdict.TestVerdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What must hold for every lab. In the order in which they are passed; the ordinal plus one is the
 * gate's number.
 */
enum Gate {
    STARTERS_CAN_BE_CUT("starters can be cut from the solutions") {
        @Override
        void check(Exam exam, Ledger ledger) {
            try {
                judge(ledger, exam.lab().id(), exam.starters().defects(exam.lab()));
            } catch (Trouble e) {
                ledger.fail(this, exam.lab().id(), e.getMessage());
            }
        }
    },

    STARTERS_ARE_RED("every lab is red on its starter, each test not done yet") {
        @Override
        void check(Exam exam, Ledger ledger) {
            String what = exam.lab().id() + " starter";
            if (exam.lab().starter().equals("blank")) {
                judge(ledger, what, exam, exam.starter(), Objections::toBlankStarter);
                return;
            }
            try {
                WrongAnswer wrong = exam.solutions().wrongAnswer(exam.lab(), exam.lab().starter());
                judge(
                        ledger,
                        what,
                        exam,
                        exam.starter(),
                        grade -> Objections.toWrongAnswer(wrong, grade));
            } catch (Trouble e) {
                ledger.fail(this, what, e.getMessage());
            }
        }
    },

    SOLUTIONS_ARE_GREEN("every reference solution is green, with as many tests as its page names") {
        @Override
        void check(Exam exam, Ledger ledger) {
            Grade grade = exam.solution();
            List<String> reasons = new ArrayList<>();
            Objections.toGrade(grade).ifPresent(reasons::add);
            if (Objections.hasRun(grade)) {
                Objections.toRightAnswer(grade).ifPresent(reasons::add);
            }
            judge(ledger, exam.lab().id() + " solution", reasons);
        }
    },

    WRONG_ANSWERS_ARE_CAUGHT(
            "every wrong answer is caught by the tests it names, in its words; every test is reddened"
                    + " by some wrong answer, in words of its own") {
        @Override
        void check(Exam exam, Ledger ledger) {
            String id = exam.lab().id();
            List<String> names = exam.solutions().wrongAnswers(exam.lab());
            for (String name : names) {
                try {
                    WrongAnswer wrong = exam.solutions().wrongAnswer(exam.lab(), name);
                    judge(
                            ledger,
                            id + " " + name,
                            exam,
                            exam.wrongAnswer(name),
                            grade -> Objections.toWrongAnswer(wrong, grade));
                } catch (Trouble e) {
                    ledger.fail(this, id + " " + name, e.getMessage());
                }
            }
            judge(
                    ledger,
                    id,
                    names.size() < FEWEST_WRONG_ANSWERS
                            ? List.of(
                                    "of the %d wrong answers that are asked for at least, it has %d."
                                            .formatted(FEWEST_WRONG_ANSWERS, names.size()))
                            : List.of());
            reddened(exam, ledger);
        }

        private void reddened(Exam exam, Ledger ledger) {
            Set<String> reddened = new HashSet<>();
            Map<String, Set<String>> together = new HashMap<>();
            exam.wrongAnswers()
                    .forEach(
                            (name, grade) -> {
                                for (TestVerdict test : Objections.failed(grade)) {
                                    if (Objections.isOwn(test, grade)) {
                                        reddened.add(test.test());
                                    } else {
                                        together.computeIfAbsent(test.test(), t -> new TreeSet<>())
                                                .add(name);
                                    }
                                }
                            });
            exam.solution().verdict().tests().stream()
                    .map(TestVerdict::test)
                    .distinct()
                    .forEach(
                            test ->
                                    judge(
                                            ledger,
                                            exam.lab().id() + " " + test,
                                            reddened.contains(test)
                                                    ? List.of()
                                                    : List.of(never(together.get(test)))));
        }

        private static String never(Set<String> together) {
            return together == null
                    ? "no wrong answer makes it fail."
                    : "no wrong answer makes it fail in words of its own: in %s other tests say the same, word for word."
                            .formatted(String.join(", ", together));
        }
    },

    ALTERNATIVES_ARE_ACCEPTED("every alternative is accepted") {
        @Override
        void check(Exam exam, Ledger ledger) {
            List<String> names = exam.solutions().alternatives(exam.lab());
            for (String name : names) {
                judge(
                        ledger,
                        exam.lab().id() + " " + name,
                        exam,
                        exam.alternative(name),
                        Objections::toRightAnswer);
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
            List<String> ofPage = new ArrayList<>(exam.pages().ofPage(exam.lab()));
            ofPage.addAll(
                    exam.pages()
                            .ofRulesTold(
                                    exam.lab(),
                                    exam.wrongAnswers().values().stream()
                                            .flatMap(grade -> Objections.failed(grade).stream())
                                            .toList()));
            judge(ledger, id + " page", ofPage);
            judge(ledger, id + " discussion", exam.pages().ofDiscussion(exam.lab()));
            judge(ledger, id + " README", exam.pages().ofRow(exam.lab()));
            judge(ledger, id + " instructors", exam.pages().ofInstructorsRow(exam.lab()));
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

    void judge(Ledger ledger, String what, List<String> reasons) {
        reasons.forEach(reason -> ledger.fail(this, what, reason));
        if (reasons.isEmpty()) {
            ledger.pass(this);
        }
    }

    /**
     * Judges what is made of the solution. What the solution itself suffers from, such as an
     * unknown need or a test that does not compile, is told at its own gate and not again.
     *
     * @param rule what there is to be said against tests that have run
     */
    void judge(
            Ledger ledger,
            String what,
            Exam exam,
            Grade grade,
            Function<Grade, Optional<String>> rule) {
        Optional<String> fault = Objections.toGrade(grade);
        boolean told = fault.isPresent() && fault.equals(Objections.toGrade(exam.solution()));
        boolean ran = Objections.hasRun(grade);
        List<String> reasons = new ArrayList<>();
        if (!told) {
            fault.ifPresent(reasons::add);
        }
        if (ran) {
            rule.apply(grade).ifPresent(reasons::add);
        }
        if (ran || !told) {
            judge(ledger, what, reasons);
        }
    }
}
