package dev.flinklabs.coach.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.SmallCourse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.nio.file.Path;

class CommandsTest {

    private Commands commands;

    @BeforeEach
    void a_course(@TempDir Path root) {
        CommandSpec check =
                CommandSpec.create()
                        .addOption(OptionSpec.builder("--solution").build())
                        .addOption(OptionSpec.builder("--seed").type(int.class).build())
                        .addPositional(
                                PositionalParamSpec.builder()
                                        .paramLabel("LAB")
                                        .index("0")
                                        .arity("0..1")
                                        .build());
        CommandSpec lab = CommandSpec.create().name("./lab").addSubcommand("check", check);
        lab.addSubcommand(
                "dev", CommandSpec.create().addSubcommand("starters", CommandSpec.create()));
        commands = new Commands(root, SmallCourse.in(root).catalogue(), lab);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./lab",
                "./lab check",
                "./lab check 0.1",
                "./lab check all --solution",
                "./lab check --seed 7 0.1",
                "./lab check --seed=7 0.1",
                "./lab check <id>",
                "./lab check [lab] [--solution]",
                "./lab dev starters",
                "./lab check 0.1 # your code",
                "./lab check 0.1 | tee log",
                "./lab check 0.1 && ./lab dev",
                "./mvnw -pl phase-0-baseline -am test -Dgroups=0.1,0.2",
                "./mvnw -Psolutions verify"
            })
    void a_command_that_could_be_run_holds(String command) {
        assertThat(commands.defect(command)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "./lab chek 0.1 | ./lab has no command 'chek'. Nearest: check, dev.",
                "./lab check 0.7 | There is no lab or phase '0.7'. Nearest: 0.1 Read orders, 0.2"
                        + " Count orders. ./lab shows them all.",
                "./lab check --json | ./lab check has no option '--json'.",
                "./lab check [--json] | ./lab check has no option '--json'.",
                "./lab check 0.1 0.2 | '0.2' is one word too many for ./lab check.",
                "./lab dev starter | ./lab dev has no command 'starter'. Nearest: starters.",
                "./mvnw -pl phase-0-baseline,phase-1-sql test | there is no module 'phase-1-sql'.",
                "./mvnw test -Dgroups=0.7 | no lab has the id '0.7'."
            })
    void a_command_that_could_not_be_run_is_explained(String command, String reason) {
        assertThat(commands.defect(command)).contains(reason);
    }
}
