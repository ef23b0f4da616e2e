package dev.flinklabs.coach.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.files.Disk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

class IdeProbeTest {

    @TempDir Path directory;

    @Test
    void without_settings_the_pom_decides() {
        assertThat(IdeProbe.look(directory))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.health()).isEqualTo(Health.NOT_NEEDED_NOW);
                            assertThat(finding.remedy()).contains("takes it from the pom");
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "JDK_1_8, 8, LACKING",
        "JDK_11, 11, LACKING",
        "JDK_17, 17, THERE",
        "JDK_21_PREVIEW, 21, THERE"
    })
    void intellij_names_it_in_its_project(String level, int number, Health health) {
        write(
                ".idea/misc.xml",
                "<component name=\"ProjectRootManager\" languageLevel=\"%s\" default=\"true\"/>"
                        .formatted(level));
        assertFound("IntelliJ IDEA: " + number, health);
    }

    @Test
    void eclipse_names_it_in_each_project_and_the_lowest_counts() {
        write(".settings/org.eclipse.jdt.core.prefs", "a=b\n" + eclipse("17"));
        assertFound("Eclipse: 17", Health.THERE);
        write("phase-0-baseline/.settings/org.eclipse.jdt.core.prefs", eclipse("1.8"));
        assertFound("Eclipse: 8", Health.LACKING);
    }

    @Test
    void vs_code_names_the_jdks_that_it_knows_and_the_newest_counts() {
        write(".vscode/settings.json", runtimes("JavaSE-11"));
        assertFound("VS Code: 11", Health.LACKING);
        write(".vscode/settings.json", runtimes("JavaSE-1.8") + runtimes("JavaSE-21"));
        assertFound("VS Code: 21", Health.THERE);
    }

    @Test
    void settings_that_name_none_leave_it_to_the_pom() {
        write(".vscode/settings.json", "{}");
        assertFound("VS Code: names none", Health.NOT_NEEDED_NOW);
    }

    @Test
    void each_ide_is_a_finding_of_its_own() {
        write(".vscode/settings.json", "{}");
        write(".idea/misc.xml", "languageLevel=\"JDK_17\"");
        assertThat(IdeProbe.look(directory))
                .extracting(Finding::found)
                .containsExactly("IntelliJ IDEA: 17", "VS Code: names none");
    }

    private void assertFound(String found, Health health) {
        assertThat(IdeProbe.look(directory))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.found()).isEqualTo(found);
                            assertThat(finding.health()).isEqualTo(health);
                            assertThat(finding.remedy().isEmpty())
                                    .isEqualTo(health == Health.THERE);
                        });
    }

    private static String eclipse(String level) {
        return "org.eclipse.jdt.core.compiler.source=%s\n".formatted(level);
    }

    private static String runtimes(String name) {
        return "{\"java.configuration.runtimes\": [{\"name\": \"%s\"}]} // mine\n".formatted(name);
    }

    private void write(String path, String text) {
        Disk.replace(directory.resolve(path), text);
    }
}
