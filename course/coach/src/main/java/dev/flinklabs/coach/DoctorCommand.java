package dev.flinklabs.coach;

import dev.flinklabs.coach.doctor.Doctor;
import dev.flinklabs.coach.doctor.Finding;
import dev.flinklabs.coach.doctor.Health;
import dev.flinklabs.coach.grading.NeedsFile;
import dev.flinklabs.coach.report.Screen;
import dev.flinklabs.coach.trouble.ExitCode;

import picocli.CommandLine.Command;

import java.util.List;
import java.util.concurrent.Callable;

@Command(name = "doctor", description = "Look at what this machine has and the course needs.")
final class DoctorCommand implements Callable<Integer> {

    private final Course course;

    DoctorCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        return report(
                        course.screen(),
                        Doctor.ofThisMachine(
                                        course.root(), new NeedsFile(course.root()).environments())
                                .look())
                .ordinal();
    }

    /** Prints the findings, and gives what they mean for the process. */
    static ExitCode report(Screen screen, List<Finding> findings) {
        int nameWidth = findings.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        int foundWidth = findings.stream().mapToInt(one -> one.found().length()).max().orElse(0);
        String margin = " ".repeat(nameWidth + 4);
        for (Finding one : findings) {
            String line =
                    "%s %s   %s   %s"
                            .formatted(
                                    mark(screen, one.health()),
                                    padded(one.name(), nameWidth),
                                    padded(one.found(), foundWidth),
                                    screen.faint(one.purpose()));
            screen.out().println(line.stripTrailing());
            if (!one.remedy().isEmpty()) {
                screen.out().println(margin + " " + one.remedy());
            }
        }
        List<String> lacking =
                findings.stream()
                        .filter(one -> one.health() == Health.LACKING)
                        .map(Finding::name)
                        .toList();
        screen.out()
                .printf(
                        "%n%s%n",
                        lacking.isEmpty()
                                ? "All that is needed now is there."
                                : "Needed now and lacking: " + String.join(", ", lacking) + ".");
        return lacking.isEmpty() ? ExitCode.GREEN : ExitCode.NOT_RUN;
    }

    private static String mark(Screen screen, Health health) {
        return switch (health) {
            case THERE -> screen.green(health.mark());
            case NOT_NEEDED_NOW -> health.mark();
            case LACKING -> screen.red(health.mark());
        };
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
