package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.workspace.Workspace;

import java.nio.file.Path;
import java.time.Duration;

/** A supervisor to be killed: prints the id of its runner's process, and grades without an end. */
final class LonelySupervisor {

    private LonelySupervisor() {}

    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]);
        TinyCourse course = new TinyCourse(root);
        try (ProcessBench bench = new ProcessBench(root, TinyCourse.PHASE)) {
            LabVerdict verdict =
                    grade(
                            bench,
                            course.workspace(
                                    "public class Job {}",
                                    "@Test void a() {"
                                            + " System.out.print(ProcessHandle.current().pid()); }"));
            System.out.println(verdict.output());
            grade(
                    bench,
                    course.workspace(
                            "public class Job {}",
                            "@Test void a() { while (true) Thread.onSpinWait(); }"));
        }
    }

    private static LabVerdict grade(ProcessBench bench, Workspace workspace) {
        return bench.grade(TinyCourse.lab(Duration.ofMinutes(10)), workspace, BenchListener.SILENT);
    }
}
