package dev.flinklabs.coach.runner;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds out from the threads' stacks where a run that does not end stands, and what it does. */
final class Standstill {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** A thread that runs tells more than one that waits: mostly the others wait for it. */
    private static final Comparator<ThreadInfo> BY_WHAT_THEY_TELL =
            Comparator.comparingInt(Standstill::rank).thenComparingLong(ThreadInfo::getThreadId);

    private final List<ThreadInfo> threads;
    private final Predicate<StackTraceElement> edited;
    private final Predicate<StackTraceElement> ofWorkspace;

    private Standstill(StudentCode code) {
        threads = Stream.of(THREADS.dumpAllThreads(true, true)).sorted(BY_WHAT_THEY_TELL).toList();
        edited = frame -> code.isEdited(frame.getClassName());
        ofWorkspace = frame -> code.isOfWorkspace(frame.getClassName());
    }

    static Report.Stands of(StudentCode code) {
        Standstill now = new Standstill(code);
        return now.deadlock()
                .or(now::inStudentCode)
                .or(now::inTest)
                .orElseGet(() -> new Report.Stands("no thread is in the code of this lab", ""));
    }

    private Optional<Report.Stands> deadlock() {
        long[] found = THREADS.findDeadlockedThreads();
        if (found == null) {
            return Optional.empty();
        }
        List<String> lines =
                threads.stream()
                        .filter(
                                each ->
                                        Arrays.stream(found)
                                                .anyMatch(id -> id == each.getThreadId()))
                        .flatMap(each -> top(each, edited).stream())
                        .map(StudentCode::line)
                        .toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String what =
                "it is in a deadlock, %s threads wait for each other's lock: in %s"
                        .formatted(found.length, String.join(" and in ", lines));
        return Optional.of(new Report.Stands(what, lines.get(0)));
    }

    private Optional<Report.Stands> inStudentCode() {
        for (ThreadInfo thread : threads) {
            Optional<StackTraceElement> frame = top(thread, edited);
            if (frame.isPresent()) {
                String line = StudentCode.line(frame.get());
                return Optional.of(new Report.Stands(doing(thread, frame.get()) + line, line));
            }
        }
        return Optional.empty();
    }

    private Optional<Report.Stands> inTest() {
        for (ThreadInfo thread : threads) {
            Optional<StackTraceElement> frame = top(thread, ofWorkspace);
            if (frame.isPresent()) {
                String what =
                        "no thread is in your code, the test waits in "
                                + StudentCode.line(frame.get());
                return Optional.of(new Report.Stands(what, ""));
            }
        }
        return Optional.empty();
    }

    private static int rank(ThreadInfo thread) {
        return switch (thread.getThreadState()) {
            case RUNNABLE -> 0;
            case BLOCKED -> 1;
            default -> 2;
        };
    }

    private static String doing(ThreadInfo thread, StackTraceElement frame) {
        return switch (thread.getThreadState()) {
            case RUNNABLE ->
                    thread.getStackTrace()[0].isNativeMethod()
                            ? "it is inside " + callee(thread, frame) + ", called in "
                            : "it is in a loop in ";
            case BLOCKED ->
                    "it waits for a lock that the thread '%s' holds, in "
                            .formatted(thread.getLockOwnerName());
            default -> "it waits for " + callee(thread, frame) + " in ";
        };
    }

    /** What the student's line calls, such as {@code CountDownLatch.await}. */
    private static String callee(ThreadInfo thread, StackTraceElement frame) {
        List<StackTraceElement> stack = List.of(thread.getStackTrace());
        StackTraceElement called = stack.get(Math.max(0, stack.indexOf(frame) - 1));
        String type = called.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + called.getMethodName();
    }

    private static Optional<StackTraceElement> top(
            ThreadInfo thread, Predicate<StackTraceElement> wanted) {
        return Stream.of(thread.getStackTrace()).filter(wanted).findFirst();
    }
}
