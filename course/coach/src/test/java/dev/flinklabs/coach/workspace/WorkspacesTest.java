package dev.flinklabs.coach.workspace;

import static dev.flinklabs.coach.SmallCourse.PHASE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.coach.SmallCourse;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.files.SourceTree;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

class WorkspacesTest {

    private static final String CODE = "src/main/java/dev/flinklabs/baseline/lab01/Orders.java";
    private static final String TEST = "src/test/java/dev/flinklabs/baseline/lab01/OrdersTest.java";

    @TempDir Path directory;

    private SmallCourse course;
    private Workspaces workspaces;
    private Lab lab;

    @BeforeEach
    void a_course() {
        course = SmallCourse.in(directory);
        lab = course.lab("0.1");
        workspaces = open();
    }

    @AfterEach
    void close() {
        workspaces.close();
    }

    @Test
    void the_students_tree_holds_the_files_of_the_lab_alone() {
        course.write(
                        PHASE + "/src/main/resources/dev/flinklabs/baseline/lab01/deep/a.sql",
                        "SELECT 1")
                .write(PHASE + "/src/main/conf/lab01/a.yaml", "a: 1")
                .write(PHASE + "/src/test/resources/lab01/rows.json", "{}")
                .write(PHASE + "/src/main/resources/log4j2.properties", "")
                .write(PHASE + "/src/main/java/dev/flinklabs/baseline/lab01/._Orders.java", "\0")
                .write(PHASE + "/target/classes/lab01/Old.class", "")
                .solve("0.1", "amount();", "mine();\r\n");
        Workspace workspace = workspaces.student(lab);

        assertThat(files(workspace))
                .containsExactlyInAnyOrder(
                        CODE,
                        TEST,
                        "src/main/resources/dev/flinklabs/baseline/lab01/deep/a.sql",
                        "src/main/conf/lab01/a.yaml",
                        "src/test/resources/lab01/rows.json");
        assertThat(workspace.root().resolve(CODE))
                .hasSameBinaryContentAs(directory.resolve(SmallCourse.starter("0.1")));
    }

    @Test
    void the_solutions_tree_keeps_its_marks() {
        assertThat(text(workspaces.solution(lab))).isEqualTo(SmallCourse.code("0.1"));
    }

    @Test
    void the_starters_tree_is_cut_afresh() {
        course.solve("0.1");
        assertThat(text(workspaces.starter(lab)))
                .contains("throw new UnsupportedOperationException")
                .doesNotContain("amount()");
    }

    @Test
    void a_wrong_answer_lies_over_the_solution() {
        assertThat(
                        text(
                                workspaces.wrongAnswer(
                                        lab, course.solutions().wrongAnswer(lab, "no-time"))))
                .isEqualTo(SmallCourse.code("0.1").replace("        time();\n", ""));
    }

    @Test
    void an_alternative_lies_over_the_solution_and_may_bring_new_files() {
        String more = "src/main/java/dev/flinklabs/baseline/lab01/More.java";
        course.write("solutions/alternatives/0.1/the-other-way-round/" + more, "class More {}");
        Workspace workspace = workspaces.alternative(lab, "the-other-way-round");

        assertThat(files(workspace)).containsExactlyInAnyOrder(CODE, TEST, more);
        assertThat(text(workspace)).contains("drop();\n        amount();");
    }

    @Test
    void an_alternative_of_another_lab_is_refused() {
        course.write("solutions/alternatives/0.1/a/src/main/java/lab02/A.java", "");
        assertThatThrownBy(() -> workspaces.alternative(lab, "a"))
                .hasMessageStartingWith(
                        "solutions/alternatives/0.1/a/src/main/java/lab02/A.java replaces no file of");
    }

    @Test
    void every_tree_has_a_place_of_its_own_until_all_are_removed() {
        Path first = workspaces.student(lab).root();
        Path second = workspaces.student(lab).root();
        assertThat(first).isNotEqualTo(second).isDirectory().isAbsolute();

        workspaces.close();
        assertThat(directory.resolve("target/workspaces")).isEmptyDirectory();
        assertThatThrownBy(() -> workspaces.student(lab)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void two_at_the_same_time_do_not_disturb_each_other() {
        Path tree = workspaces.student(lab).root();
        try (Workspaces others = open()) {
            others.student(lab);
        }
        assertThat(tree).isDirectory();
    }

    @Test
    void what_a_dead_process_left_is_removed_at_the_start()
            throws IOException, InterruptedException {
        Process dead =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-version")
                        .start();
        dead.waitFor();
        Path left =
                directory.resolve(
                        "target/workspaces/%s-1/1-0.1-student/a.txt".formatted(dead.pid()));
        Disk.write(left, new byte[0]);
        Path other = Files.createDirectory(directory.resolve("target/workspaces/notes"));

        open().close();
        assertThat(left.getParent().getParent()).doesNotExist();
        assertThat(other).as("none of the coach's").exists();
    }

    private Workspaces open() {
        return Workspaces.open(directory, course.solutions(), course.starters());
    }

    private static Set<String> files(Workspace workspace) {
        return SourceTree.read(workspace.root(), "", path -> true).files().keySet();
    }

    private static String text(Workspace workspace) {
        return Disk.readText(workspace.root().resolve(CODE));
    }
}
