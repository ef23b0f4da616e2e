package dev.flinklabs.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.SmallCourse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class LabTextTest {

    @TempDir Path directory;

    @Test
    void it_is_the_labs_own_files_wherever_they_lie_and_its_tests() {
        SmallCourse course = SmallCourse.in(directory);
        course.write(SmallCourse.PHASE + "/src/main/conf/lab01/flink.yaml", "");
        course.write(SmallCourse.PHASE + "/src/main/conf/flink.yaml", "");

        assertThat(LabText.of(course.lab("0.1")).files().keySet())
                .containsExactly(
                        "src/main/conf/lab01/flink.yaml",
                        "src/main/java/dev/flinklabs/baseline/lab01/Orders.java",
                        "src/test/java/dev/flinklabs/baseline/lab01/OrdersTest.java");
    }

    @Test
    void what_editors_leave_beside_a_file_is_no_part_of_it() {
        SmallCourse course = SmallCourse.in(directory);
        var before = LabText.of(course.lab("0.1"));
        for (String name :
                new String[] {
                    ".Orders.java.swp",
                    "Orders.java~",
                    "#Orders.java#",
                    "4913",
                    "Orders.java___jb_tmp___",
                    "Orders.java___jb_old___",
                    "Orders.java.bak",
                    ".DS_Store"
                }) {
            course.write(SmallCourse.starter("0.1").replace("Orders.java", name), "x");
        }

        assertThat(LabText.of(course.lab("0.1")).files().keySet())
                .isEqualTo(before.files().keySet());
    }
}
