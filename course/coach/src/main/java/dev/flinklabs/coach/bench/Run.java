package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.runner.Report;
import dev.flinklabs.coach.runner.Request;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** One workspace in a runner, from the request to the end of the run, whatever that end is. */
final class Run {

    /** What has become of the runner. */
    enum After {
        READY,
        /** In order, but something of this run is still in it. */
        WORN,
        /** Dead, dying or out of control. */
        LOST
    }

    /** Seconds on the slowest of machines; it has nothing to do with the limit of a lab's tests. */
    private static final Duration COMPILATION = Duration.ofSeconds(60);

    private static final Duration DEATH = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final String OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError: ";
    private static final int SIGNALS = 128;

    private final RunnerProcess runner;
    private final RunTerms terms;
    private final BenchListener listener;
    private After after = After.LOST;
    private List<TestVerdict> tests = new ArrayList<>();
    private String reason = "";
    private Report.Started running;
    private long runningSince;
    private boolean compiled;

    Run(RunnerProcess runner, RunTerms terms, BenchListener listener) {
        this.runner = runner;
        this.terms = terms;
        this.listener = listener;
    }

    After after() {
        return after;
    }

    LabVerdict verdict(Duration time) {
        return new LabVerdict(
                terms.lab(), outcome(), List.copyOf(tests), reason, runner.output(), time);
    }

    /** Returns when the run is over, within the lab's limit. */
    void on(Path workspace) throws InterruptedException {
        ask(workspace);
        long deadline = System.nanoTime() + COMPILATION.toNanos();
        try {
            while (true) {
                Optional<Report> next = runner.next(deadline);
                if (next.isEmpty()) {
                    died();
                    return;
                }
                Report report = next.get();
                if (report instanceof Report.Compiled
                        || compiled && report instanceof Report.Warm) {
                    // What a machine takes to start a broker and a cluster is not the student's.
                    compiled = true;
                    deadline = System.nanoTime() + terms.limit().toNanos();
                } else if (report instanceof Report.Started started) {
                    running = started;
                    runningSince = System.nanoTime();
                } else if (report instanceof Report.Ended ended) {
                    running = null;
                    tests.add(ended.test());
                    listener.ended(ended.test());
                } else if (report instanceof Report.Exiting exiting) {
                    exited(exiting.where());
                    return;
                } else if (report instanceof Report.Finished finished) {
                    finished(finished);
                    return;
                }
            }
        } catch (TimeoutException e) {
            stuck();
        }
    }

    private void ask(Path workspace) {
        String root = workspace.toString();
        String endOfOutput = "\0" + UUID.randomUUID() + "\n";
        try {
            runner.send(new Request.Grade(terms.lab(), terms.edit(), root, endOfOutput));
        } catch (IOException e) {
            // It has died, and its reports end: that is dealt with where they are read.
        }
    }

    private void finished(Report.Finished finished) {
        after = finished.worn() ? After.WORN : After.READY;
        if (!finished.broken().isEmpty()) {
            broken(finished.broken(), "");
            return;
        }
        tests = finished.tests();
        for (TestVerdict test : tests) {
            if (test.outcome() == Outcome.BROKEN && reason.isEmpty()) {
                reason = test.message();
            }
        }
    }

    private void stuck() throws InterruptedException {
        if (!compiled) {
            broken(
                    "The code was not compiled within %s: this machine is too busy, or short of memory (./lab doctor). Run the same command again."
                            .formatted(seconds(COMPILATION)),
                    "");
            return;
        }
        Report.Stands stands = locate();
        broken(
                "The code ran for %s without an end; %s"
                        .formatted(seconds(terms.limit()), stands.what()),
                stands.where());
    }

    private Report.Stands locate() throws InterruptedException {
        try {
            runner.send(new Request.Locate());
            long deadline = System.nanoTime() + ANSWER.toNanos();
            for (Optional<Report> next = runner.next(deadline);
                    next.isPresent();
                    next = runner.next(deadline)) {
                if (next.get() instanceof Report.Stands stands) {
                    return stands;
                }
            }
        } catch (IOException | TimeoutException e) {
            // It does not answer.
        }
        return new Report.Stands("its JVM does not say where", "");
    }

    private void exited(String where) throws InterruptedException {
        OptionalInt code = runner.exitCode(DEATH);
        String status = code.isPresent() ? "(" + code.getAsInt() + ")" : "";
        String place = where.isEmpty() ? "" : " in " + where;
        broken("The code ended the JVM with System.exit" + status + place, where);
    }

    private void died() throws InterruptedException {
        OptionalInt code = runner.exitCode(DEATH);
        broken(code.isPresent() ? causeOfDeath(code.getAsInt()) : "The JVM fell silent", "");
    }

    private String causeOfDeath(int code) {
        String output = runner.output();
        int memory = output.lastIndexOf(OUT_OF_MEMORY);
        if (memory >= 0) {
            String told = output.substring(memory + OUT_OF_MEMORY.length());
            return "The code ran out of memory (heap %s MB): %s"
                    .formatted(runner.heapMegabytes(), told.lines().findFirst().orElse(""));
        }
        if (code > SIGNALS) {
            return "The JVM was killed by signal %s (exit code %s)".formatted(code - SIGNALS, code);
        }
        return "The code ended the JVM with exit code %s at once, as Runtime.halt does"
                .formatted(code);
    }

    private void broken(String why, String where) {
        reason = why;
        if (running != null) {
            Duration time = Duration.ofNanos(System.nanoTime() - runningSince);
            String test = running.test();
            String display = running.display();
            tests.add(new TestVerdict(test, display, Outcome.BROKEN, why, where, "", time));
            listener.ended(tests.get(tests.size() - 1));
        }
    }

    private Outcome outcome() {
        if (!reason.isEmpty()) {
            return Outcome.BROKEN;
        }
        if (tests.stream().allMatch(test -> test.outcome() == Outcome.PASSED)) {
            return Outcome.PASSED;
        }
        return tests.stream().anyMatch(test -> test.outcome() == Outcome.FAILED)
                ? Outcome.FAILED
                : Outcome.NOT_DONE;
    }

    private static String seconds(Duration limit) {
        return limit.toMillisPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
