package dev.flinklabs.coach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** In place of Maven stands a script that judges code as {@link TextBench} does. */
class MavenCommandTest {

    private static final String MAVEN =
            """
            for argument; do
              case $argument in -Dlab.elsewhere=*) tree=${argument#*=} ;; esac
            done
            reports=$tree/target/surefire-reports
            mkdir -p "$reports"
            judge() {
              echo "<testcase classname='dev.flinklabs.baseline.$folder.OrdersTest' name='$1'>"
              if grep -v '^ *//' "$code" | grep -q UnsupportedOperation; then
                echo "<error message='Lab 0.${folder#lab0} is not done yet'/>"
              elif ! grep -qF "$2" "$code"; then
                echo "<failure message='It is missing. $3.'/>"
              fi
              echo '</testcase>'
            }
            for code in "$tree"/src/main/java/dev/flinklabs/baseline/*/Orders.java; do
              folder=${code%/*} folder=${folder##*/}
              {
                echo '<testsuite>'
                judge reads_the_amount 'amount();' 'Rule 1'
                judge reads_the_time 'time();' 'Rule 2'
                judge drops_what_is_broken 'drop();' 'Rule 3'
                echo '</testsuite>'
              } > "$reports/TEST-$folder.xml"
            done
            """;

    @TempDir Path directory;

    private SmallCourse course;
    private CommandLineUser user;

    @BeforeEach
    void course() {
        course = SmallCourse.in(directory);
        user = new CommandLineUser(directory);
    }

    @Test
    void every_variant_of_every_lab_is_compared() {
        course.write("mvnw", MAVEN);

        assertThat(user.lab("dev", "maven")).as(user.out()).isZero();

        assertThat(user.out())
                .contains(
                        "✔ 0.1 starter\n✔ 0.2 starter\n✔ 0.1 solution\n",
                        "✔ 0.2 no-time-and-drop\n",
                        "✔ 0.1 the-other-way-round\n")
                .endsWith("\n14 passed, 0 failed\n");
    }

    @Test
    void a_lab_is_compared_alone_and_maven_gets_the_others_from_their_solutions() {
        course.write("mvnw", MAVEN).write(SmallCourse.starter("0.2"), "what a student writes");

        assertThat(user.lab("dev", "maven", "0.1")).as(user.out()).isZero();

        assertThat(user.out()).doesNotContain("0.2").endsWith("\n7 passed, 0 failed\n");
    }

    @Test
    void a_verdict_that_differs_is_told_from_both_sides() {
        course.write("mvnw", MAVEN.replace("Rule 3", "Rule 4"));

        assertThat(user.lab("dev", "maven", "0.1")).isEqualTo(3);

        assertThat(user.out())
                .contains("✘ 0.1 no-drop\n    bench  ")
                .contains("OrdersTest.drops_what_is_broken=[failed [Rule 3]]")
                .contains("OrdersTest.drops_what_is_broken=[failed [Rule 4]]")
                .endsWith("\n5 passed, 2 failed\n");
    }

    @Test
    void a_maven_that_fails_is_told_with_what_it_was_given() {
        course.write("mvnw", "exit 1\n");

        assertThat(user.lab("dev", "maven", "0.1")).isEqualTo(3);

        assertThat(user.err())
                .isEqualTo(
                        "Maven does not end well with 0.1 starter. What it printed stands in target/maven.log.\n");
    }
}
