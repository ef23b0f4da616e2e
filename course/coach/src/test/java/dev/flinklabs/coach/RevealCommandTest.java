package dev.flinklabs.coach;

import static dev.flinklabs.coach.SmallCourse.PHASE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.grading.BenchFactory;
import dev.flinklabs.coach.grading.Needs;
import dev.flinklabs.coach.report.Screen;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;

class RevealCommandTest {

    private static final String STARTER = SmallCourse.starter("0.1");
    private static final String FOLDER = STARTER.replace("/Orders.java", "");

    /** The reference without its marks. */
    private static final String REFERENCE =
            """
            package dev.flinklabs.baseline.lab01;

            import java.util.List;

            /** Reads orders. */
            class Orders {
                void read() {
                    amount();
                    time();
                    drop();
                }
            }
            """;

    @TempDir Path directory;

    private SmallCourse course;
    private CommandLineUser user;

    @BeforeEach
    void a_course() {
        course = SmallCourse.in(directory);
        user = new CommandLineUser(directory);
    }

    @Test
    void a_diff_leads_from_the_students_files_to_the_reference() {
        course.write(STARTER, REFERENCE.replace("time();", "hours();"));

        assertThat(user.lab("reveal", "0.1")).isZero();
        assertThat(user.out())
                .isEqualTo(
                        """
                        --- %1$s\tyours
                        +++ %1$s\treference
                        @@ -6,7 +6,7 @@
                         class Orders {
                             void read() {
                                 amount();
                        -        hours();
                        +        time();
                                 drop();
                             }
                         }

                        - is yours, + the reference. Why it is so: solutions/phase-0-baseline/discussions/0.1-read-orders.md
                        To put it in place of your files, which are saved first: ./lab reveal 0.1 --apply
                        """
                                .formatted(STARTER));
        assertThat(directory.resolve(".lab")).doesNotExist();
    }

    @Test
    void files_on_one_side_only_and_missing_line_ends_are_shown() {
        Disk.delete(directory.resolve(STARTER));
        course.write(FOLDER + "/Mine.java", "class Mine {}").write(FOLDER + "/empty.txt", "");

        assertThat(user.lab("reveal", "0.1")).isZero();
        assertThat(user.out())
                .contains(
                        "--- " + FOLDER + "/Mine.java\tyours\n+++ /dev/null\n",
                        "-class Mine {}\n\\ No newline at end of file\n",
                        "--- /dev/null\n+++ " + STARTER + "\treference\n",
                        "+        amount();\n",
                        "--- " + FOLDER + "/empty.txt\tyours\n+++ /dev/null\n");
    }

    @Test
    void marks_are_gone_and_comments_stay() {
        course.write(
                SmallCourse.solution("0.1"),
                """
                class Orders {
                    // BEGIN SOLUTION

                    /** Why it is so. */
                    int a = 1; // one

                    // END SOLUTION

                    // BEGIN SOLUTION
                    // STUB
                    int b;
                    // END SOLUTION
                }
                """);
        user.lab("reveal", "0.1", "--apply");
        assertThat(course.read(STARTER))
                .isEqualTo(
                        """
                        class Orders {
                            /** Why it is so. */
                            int a = 1; // one

                            int b;
                        }
                        """);
    }

    @Test
    void marks_of_each_language_are_known() {
        String folder = "/src/main/resources/lab01/";
        course.write(
                        "solutions/" + PHASE + folder + "a.sql",
                        "-- BEGIN SOLUTION\n-- STUB --\nSELECT 1; -- one\n-- END SOLUTION\n")
                .write(
                        "solutions/" + PHASE + folder + "a.py",
                        "import os  # SOLUTION\n# BEGIN SOLUTION\nx = '// SOLUTION'\n# END SOLUTION\n")
                .write("solutions/" + PHASE + folder + "a.txt", "# SOLUTIONS\n");
        user.lab("reveal", "0.1", "--apply");
        assertThat(course.read(PHASE + folder + "a.sql")).isEqualTo("SELECT 1; -- one\n");
        assertThat(course.read(PHASE + folder + "a.py"))
                .isEqualTo("import os\nx = '// SOLUTION'\n");
        assertThat(course.read(PHASE + folder + "a.txt")).isEqualTo("# SOLUTIONS\n");
    }

    @Test
    void an_applied_reveal_is_green_and_can_be_undone() {
        String mine = SmallCourse.code("0.1").replace("time();", "syntax error");
        course.write(STARTER, mine).write(FOLDER + "/Mine.java", "syntax error");

        assertThat(user.lab("reveal", "0.1", "--apply")).isZero();
        assertThat(user.out())
                .isEqualTo(
                        """
                        0.1 Read orders is the reference solution.

                          written   phase-0-baseline/src/main/java/dev/flinklabs/baseline/lab01/Orders.java
                          removed   phase-0-baseline/src/main/java/dev/flinklabs/baseline/lab01/Mine.java

                        Your files as they were are saved in .lab/saved/0.1-1. Undo: ./lab restore 0.1-1
                        """);
        assertThat(course.read(STARTER)).isEqualTo(REFERENCE);
        assertThat(user.lab("check", "0.1")).isZero();

        assertThat(user.lab("restore", "0.1-1")).isZero();
        assertThat(course.read(STARTER)).isEqualTo(mine);
        assertThat(course.read(FOLDER + "/Mine.java")).isEqualTo("syntax error");
    }

    @Test
    void what_is_the_reference_already_is_told() {
        user.lab("reveal", "--apply");
        assertThat(user.lab("reveal")).isZero();
        assertThat(user.out()).isEqualTo("Lab 0.1 is the reference solution already.\n");
        assertThat(user.lab("reveal", "--apply")).isZero();
        assertThat(user.out())
                .isEqualTo(
                        "Lab 0.1 is the reference solution already. Nothing was changed or saved.\n");
        assertThat(Disk.list(directory.resolve(".lab/saved"))).hasSize(1);
    }

    @Test
    void without_solutions_it_is_a_sentence() {
        Disk.delete(directory.resolve("solutions"));
        for (String[] command : new String[][] {{"reveal"}, {"reveal", "0.1", "--apply"}}) {
            assertThat(user.lab(command)).isEqualTo(4);
            assertThat(user.err())
                    .isEqualTo(
                            "The reference solution of lab 0.1 is not in this edition of the course:"
                                    + " there is no solutions/phase-0-baseline. Ask whoever gave you"
                                    + " the course.\n");
        }
    }

    @Test
    void an_unknown_lab_names_the_nearest_ones() {
        assertThat(user.lab("reveal", "0.3")).isEqualTo(2);
        assertThat(user.err()).startsWith("There is no lab or phase '0.3'. Nearest: 0.1");
    }

    @Test
    void colours_are_for_a_terminal() {
        user.lab("reveal", "0.1");
        assertThat(user.out()).doesNotContain("\u001B");

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Screen terminal = new Screen(out, out, true, true);
        BenchFactory benches = phase -> new TextBench(phase, new ArrayList<>());
        LabCommand.run(
                new Course(directory, benches, benches, Needs.ofTheCourse(directory), terminal),
                "reveal",
                "0.1");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("\u001B[32m+        time();");
    }
}
