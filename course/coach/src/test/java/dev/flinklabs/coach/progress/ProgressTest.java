package dev.flinklabs.coach.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.SmallCourse;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.verdict.Outcome;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class ProgressTest {

    @TempDir Path directory;

    private final List<String> notices = new ArrayList<>();
    private SmallCourse course;
    private Progress progress;
    private List<Lab> labs;

    @BeforeEach
    void a_course() {
        course = SmallCourse.in(directory).lab("0.3", "Receipts", "receipts");
        labs = course.catalogue().labs();
        progress = new Progress(directory, notices::add);
    }

    @Test
    void without_a_file_the_first_lab_is_in_hand() {
        assertThat(progress.state().inHand(labs)).contains(labs.get(0));
        assertThat(progress.state().isGreen(labs.get(0))).isFalse();
    }

    @Test
    void the_lab_checked_last_is_in_hand_while_it_is_not_green() {
        progress.record(labs.get(2), Outcome.FAILED, true);
        assertThat(progress.state().inHand(labs)).contains(labs.get(2));
        assertThat(progress.state().next(labs)).contains(labs.get(0));

        progress.record(labs.get(2), Outcome.PASSED, true);
        assertThat(progress.state().inHand(labs)).contains(labs.get(0));
    }

    @Test
    void a_lab_checked_among_others_is_not_taken_in_hand() {
        progress.record(labs.get(1), Outcome.FAILED, true);
        progress.record(labs.get(2), Outcome.FAILED, false);
        assertThat(progress.state().inHand(labs)).contains(labs.get(1));
    }

    @Test
    void a_green_lab_that_turns_red_is_not_green() {
        progress.record(labs.get(0), Outcome.PASSED, true);
        progress.record(labs.get(0), Outcome.BROKEN, true);
        assertThat(progress.state().isGreen(labs.get(0))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"labs\":{\"0.1\":\"BLUE\"}}",
                "{\"checked\":\"0.1\",",
                "\0\0"
            })
    void a_file_that_cannot_be_read_is_set_aside_with_a_sentence(String text) {
        course.write(".lab/progress.json", text);

        assertThat(progress.state().inHand(labs)).contains(labs.get(0));
        assertThat(notices)
                .singleElement()
                .asString()
                .startsWith(
                        "The file of your progress could not be read; it is now .lab/progress.json.unreadable.");
        assertThat(course.read(".lab/progress.json.unreadable")).isEqualTo(text);

        progress.record(labs.get(0), Outcome.PASSED, true);
        assertThat(progress.state().isGreen(labs.get(0))).isTrue();
        assertThat(notices).hasSize(1);
    }

    @Test
    void a_file_of_another_version_is_read_as_far_as_it_is_known() {
        course.write(".lab/progress.json", "{\"labs\":{\"0.1\":\"PASSED\"},\"streak\":7}");
        assertThat(progress.state().labs()).isEqualTo(Map.of("0.1", Outcome.PASSED));
        assertThat(notices).isEmpty();
    }

    @Test
    void hints_are_counted_for_each_lab_and_never_backwards() {
        progress.recordHint(labs.get(0), 2);
        progress.recordHint(labs.get(0), 1);
        progress.record(labs.get(0), Outcome.FAILED, true);
        assertThat(progress.state().hintsSeen(labs.get(0))).isEqualTo(2);
        assertThat(progress.state().hintsSeen(labs.get(1))).isZero();

        course.write(".lab/progress.json", "{\"hints\":{\"0.1\":null,\"0.2\":-1}}");
        assertThat(progress.state().hintsSeen(labs.get(0))).isZero();
        assertThat(progress.state().hintsSeen(labs.get(1))).isZero();
        assertThat(notices).isEmpty();
    }

    @Test
    void no_verdict_is_lost_when_processes_record_at_the_same_time()
            throws IOException, InterruptedException {
        List<Process> recorders = new ArrayList<>();
        for (Lab lab : labs) {
            recorders.add(
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Recorder.class.getName(),
                                    directory.toString(),
                                    lab.id())
                            .redirectErrorStream(true)
                            .redirectOutput(new File(directory.toFile(), lab.id() + ".txt"))
                            .start());
        }
        for (Process recorder : recorders) {
            assertThat(recorder.waitFor()).isZero();
        }
        assertThat(progress.state().labs())
                .hasSize(3)
                .allSatisfy((id, outcome) -> assertThat(outcome).isEqualTo(Outcome.PASSED));
    }

    /** Another process that records one lab, many times. */
    static final class Recorder {

        public static void main(String[] arguments) {
            Path root = Path.of(arguments[0]);
            Lab lab = SmallCourse.emptyIn(root).lab(arguments[1]);
            Progress progress = new Progress(root, System.out::println);
            for (int i = 0; i < 100; i++) {
                progress.record(lab, Outcome.FAILED, true);
                progress.record(lab, Outcome.PASSED, true);
                if (!progress.state().isGreen(lab)) {
                    throw new IllegalStateException("lost in round " + i);
                }
            }
        }
    }
}
