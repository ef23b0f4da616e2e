package dev.flinklabs.coach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.doctor.Finding;
import dev.flinklabs.coach.doctor.Health;
import dev.flinklabs.coach.report.Screen;
import dev.flinklabs.coach.trouble.ExitCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

class DoctorCommandTest {

    private static final Finding DISK =
            new Finding(Health.THERE, "disk", "9.0 GB free", "labs write", "");
    private static final Finding DOCKER =
            new Finding(Health.NOT_NEEDED_NOW, "Docker", "not there", "compose", "Install it.");
    private static final Finding GIT =
            new Finding(Health.LACKING, "git", "not there", "updates", "Install it.");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir Path directory;

    @Test
    void each_thing_is_a_line_and_where_it_is_absent_another_says_how_to_get_it() {
        assertThat(report(DISK, DOCKER, GIT)).isEqualTo(ExitCode.NOT_RUN);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        ✔ disk     9.0 GB free   labs write
                        ○ Docker   not there     compose
                                   Install it.
                        ✘ git      not there     updates
                                   Install it.

                        Needed now and lacking: git.
                        """);
    }

    @Test
    void what_is_not_needed_now_makes_nothing_red() {
        assertThat(report(DISK, DOCKER)).isEqualTo(ExitCode.GREEN);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .endsWith("\nAll that is needed now is there.\n");
    }

    @Test
    void the_command_looks_at_this_machine_and_its_exit_code_tells() {
        SmallCourse.in(directory);
        CommandLineUser user = new CommandLineUser(directory);

        assertThat(user.lab("doctor")).as("the small course is not set up").isEqualTo(4);
        assertThat(user.out())
                .contains("✔ JDK         " + System.getProperty("java.version"))
                .containsPattern("✘ libraries   not set up +Flink, Kafka")
                .containsPattern("\nNeeded now and lacking: .*libraries");
    }

    private ExitCode report(Finding... findings) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return DoctorCommand.report(new Screen(out, out, false, false), List.of(findings));
    }
}
