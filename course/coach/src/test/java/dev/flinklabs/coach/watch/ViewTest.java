package dev.flinklabs.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.SmallCourse;
import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.report.LabPaths;
import dev.flinklabs.coach.report.Screen;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ViewTest {

    private static final String KEYS =
            "h hint   n next   l list   r rerun   x reset   ? help   q quit";

    @TempDir Path directory;

    private View view;
    private Lab lab;

    @BeforeEach
    void a_lab() {
        lab = SmallCourse.in(directory).lab("0.1");
        view = new View(new Screen(System.out, System.err, false, false), new LabPaths(directory));
    }

    @Test
    void a_red_lab_is_its_status_its_page_and_its_failures() {
        Drawing drawing = draw(board(red(failed("a", 2), failed("b", 2))), 24);

        assertThat(text(drawing))
                .isEqualTo(
                        """
                        0.1 Read orders     0 of 3     0.12 s
                          phase-0-baseline/labs/0.1-read-orders.md

                        ✘ a
                          a 1
                          a 2

                        ✘ b
                          b 1
                          b 2

                        Whole traces, and what was printed: report.txt""");
        assertThat(drawing.keys()).isEqualTo(KEYS);
    }

    @Test
    void failures_are_shown_whole_or_not_at_all_and_the_others_are_counted() {
        Board board = board(red(failed("a", 4), failed("b", 4), failed("c", 4)));

        assertThat(text(draw(board, 17)))
                .endsWith(
                        """
                        ✘ a
                          a 1
                          a 2
                          a 3
                          a 4

                        2 more, with traces and what was printed: report.txt""");
        assertThat(text(draw(board, 18)))
                .endsWith(
                        """
                          b 4

                        1 more, with traces and what was printed: report.txt""");
    }

    @Test
    void of_a_first_failure_that_is_too_long_the_beginning_is_shown() {
        Drawing drawing = draw(board(red(failed("a", 40), failed("b", 1))), 12);

        assertThat(text(drawing))
                .endsWith(
                        """
                        ✘ a
                          a 1
                          a 2
                          a 3
                          a 4

                        … the rest, with traces and what was printed: report.txt""");
    }

    @Test
    void nothing_is_ever_wider_or_higher_than_the_terminal() {
        List<Board> boards =
                List.of(
                        board(red(failed("a", 40), failed("b" + "x".repeat(200), 3))),
                        board(grade(Outcome.PASSED)),
                        running(Optional.empty()),
                        sheet(Sheet.of(Sheet.Kind.OTHER, "line\n".repeat(100))),
                        trouble("A sentence that is long. ".repeat(20)));
        for (Board board : boards) {
            for (int width : new int[] {1, 7, 40, 80, 200}) {
                for (int height : new int[] {1, 2, 3, 5, 6, 24}) {
                    Drawing drawing = view.draw(board, width, height);
                    assertThat(drawing.lines()).hasSizeLessThan(height);
                    assertThat(Stream.concat(drawing.lines().stream(), Stream.of(drawing.keys())))
                            .allMatch(line -> line.length() <= width, "fits " + width);
                }
            }
        }
    }

    @Test
    void a_lab_that_is_not_done_says_what_there_is_to_do() {
        Grade grade =
                grade(
                        Outcome.NOT_DONE,
                        test("a", Outcome.NOT_DONE, "Lab 0.1 is not done yet"),
                        test("b", Outcome.NOT_DONE, "Lab 0.1 is not done yet"));

        assertThat(text(draw(board(grade, Optional.empty(), ""), 24)))
                .contains(
                        "What its tests will hold you to:", "  read    phase-0", "  ○ a\n  ○ b\n");
        assertThat(text(draw(board(grade, Optional.empty(), ""), 10)))
                .endsWith("\n\n… a higher window shows the rest.");
    }

    @Test
    void a_green_lab_says_what_comes_next() {
        Grade grade = grade(Outcome.PASSED, test("a", Outcome.PASSED, ""));

        assertThat(text(draw(board(grade, Optional.empty(), "  Done when\n\n  Next\n"), 24)))
                .isEqualTo(
                        """
                        ✔ 0.1 Read orders     1 of 3     0.12 s
                          phase-0-baseline/labs/0.1-read-orders.md

                          Done when

                          Next""");
    }

    @Test
    void during_a_run_the_verdict_of_before_is_called_that() {
        Grade grade = red(failed("a", 1));
        Board board =
                new Board(
                        lab,
                        Optional.of(new Board.Running(2, Duration.ofSeconds(3))),
                        Optional.of(grade),
                        Optional.of("report.txt"),
                        "",
                        "",
                        Optional.empty());

        assertThat(text(draw(board, 24)))
                .startsWith(
                        """
                        0.1 Read orders     running     2 of 3     3 s
                          What it said before this run:

                        ✘ a
                          a 1
                        """);
    }

    @Test
    void during_a_run_nothing_is_green() {
        Grade grade = grade(Outcome.PASSED, test("a", Outcome.PASSED, ""));

        assertThat(text(draw(running(Optional.of(grade)), 24)))
                .isEqualTo(
                        "0.1 Read orders     running\n  phase-0-baseline/labs/0.1-read-orders.md\n");
    }

    @Test
    void trouble_comes_before_the_verdict() {
        assertThat(text(draw(trouble("The disk is full."), 24)))
                .isEqualTo(
                        """
                        0.1 Read orders
                          phase-0-baseline/labs/0.1-read-orders.md

                          The disk is full.""");
    }

    @Test
    void a_sheet_covers_the_verdict_and_is_turned_over_page_by_page() {
        String text = numbered(30);
        Sheet first = Sheet.of(Sheet.Kind.OTHER, text);

        assertThat(draw(sheet(first), 15).lines())
                .hasSize(13)
                .contains("1", "10")
                .doesNotContain("11");
        assertThat(draw(sheet(first), 15).keys())
                .isEqualTo("space more (1 of 3)   esc back   q quit");
        assertThat(draw(sheet(first.turnedOver()), 15).lines()).contains("11", "20");
        assertThat(draw(sheet(first.turnedOver().turnedOver().turnedOver()), 15).lines())
                .contains("1", "10");
        assertThat(draw(sheet(first), 40).keys()).isEqualTo("esc back   q quit");
    }

    @Test
    void the_map_opens_where_the_lab_in_hand_is() {
        Sheet map = new Sheet(Sheet.Kind.OTHER, numbered(30), "25", 0);

        assertThat(draw(sheet(map), 15).lines()).contains("21", "30").doesNotContain("20");
        assertThat(draw(sheet(map.turnedOver()), 15).lines()).contains("1", "10");
    }

    @Test
    void a_question_says_which_key_answers_it() {
        assertThat(draw(sheet(Sheet.of(Sheet.Kind.QUESTION, "Sure?")), 24).keys())
                .isEqualTo("y yes   any other key: no");
        assertThat(draw(sheet(Sheet.of(Sheet.Kind.HINT, "Look!")), 24).keys())
                .isEqualTo("h next hint   esc back   q quit");
    }

    private Drawing draw(Board board, int height) {
        return view.draw(board, 80, height);
    }

    private static String text(Drawing drawing) {
        return String.join("\n", drawing.lines());
    }

    private Board board(Grade grade) {
        return board(grade, Optional.of("report.txt"), "");
    }

    private Board board(Grade grade, Optional<String> report, String afterGreen) {
        return new Board(
                lab,
                Optional.empty(),
                Optional.of(grade),
                report,
                afterGreen,
                "",
                Optional.empty());
    }

    private Board running(Optional<Grade> before) {
        return new Board(
                lab,
                Optional.of(new Board.Running(0, Duration.ofMillis(1999))),
                before,
                Optional.empty(),
                "",
                "",
                Optional.empty());
    }

    private Board sheet(Sheet sheet) {
        return new Board(
                lab,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                Optional.of(sheet));
    }

    private Board trouble(String sentence) {
        return new Board(
                lab,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                sentence,
                Optional.empty());
    }

    private Grade red(TestVerdict... tests) {
        return grade(Outcome.FAILED, tests);
    }

    private Grade grade(Outcome outcome, TestVerdict... tests) {
        Duration time = Duration.ofMillis(120);
        return new Grade(lab, new LabVerdict("0.1", outcome, List.of(tests), "", "", time), "");
    }

    private static TestVerdict failed(String name, int lines) {
        String message =
                IntStream.rangeClosed(1, lines)
                        .mapToObj(line -> name + " " + line)
                        .collect(Collectors.joining("\n"));
        return test(name, Outcome.FAILED, message);
    }

    private static TestVerdict test(String name, Outcome outcome, String message) {
        return new TestVerdict("T." + name, name, outcome, message, "", "", Duration.ZERO);
    }

    private static String numbered(int lines) {
        return IntStream.rangeClosed(1, lines)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining("\n"));
    }
}
