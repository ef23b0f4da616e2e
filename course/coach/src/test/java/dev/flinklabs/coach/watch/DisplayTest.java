package dev.flinklabs.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.report.LabPaths;
import dev.flinklabs.coach.report.Screen;

import org.jline.terminal.Size;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class DisplayTest {

    private final View view =
            new View(
                    new Screen(System.out, System.err, false, false),
                    new LabPaths(Path.of("").toAbsolutePath()));
    private final List<String> written = new ArrayList<>();
    private Size size = new Size(80, 10);

    @Test
    void in_place_only_the_lines_are_drawn_that_are_others() {
        Display display = new InPlace(view, written::add, () -> size);
        display.show(running(1));
        display.show(running(2));
        display.show(running(2));

        assertThat(written)
                .containsExactly(
                        "\u001b[H\u001b[2J"
                                + "\u001b[1;1H\u001b[2K0.1 Read orders     running     1 of 1"
                                + "\u001b[2;1H\u001b[2K  phase-0-small/labs/0.1.md"
                                + blank(3, 9)
                                + "\u001b[10;1H\u001b[2Kh hint   n next   l list   r rerun   x reset   ? help   q quit"
                                + "\u001b[10;999H",
                        "\u001b[1;1H\u001b[2K0.1 Read orders     running     2 of 1\u001b[10;999H");
    }

    @Test
    void in_place_another_size_draws_everything_for_it() {
        Display display = new InPlace(view, written::add, () -> size);
        display.show(running(1));
        size = new Size(12, 4);
        display.redraw();
        display.show(running(1));

        assertThat(written.get(1))
                .startsWith("\u001b[H\u001b[2J\u001b[1;1H\u001b[2K0.1 Read or…\u001b[2;1H")
                .endsWith("\u001b[4;1H\u001b[2Kh hint   n …\u001b[4;999H");
    }

    @Test
    void on_paper_a_run_is_told_once_and_a_verdict_below_it() {
        Display display = new Roll(view, written::add, () -> size);
        display.show(running(0));
        display.show(running(1));
        display.show(red());
        display.show(red());

        assertThat(written)
                .containsExactly(
                        "\n0.1 Read orders     running\n",
                        """

                        0.1 Read orders     0 of 1     0.12 s
                          phase-0-small/labs/0.1.md

                        ✘ a
                          It is wrong.

                        h hint   n next   l list   r rerun   x reset   ? help   q quit
                        """);
    }

    private static Board running(int ended) {
        return new Board(
                InMemory.FIRST,
                Optional.of(new Board.Running(ended, Duration.ZERO)),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                Optional.empty());
    }

    private static Board red() {
        return new Board(
                InMemory.FIRST,
                Optional.empty(),
                Optional.of(InMemory.grade(InMemory.FIRST, "wrong")),
                Optional.empty(),
                "",
                "",
                Optional.empty());
    }

    private static String blank(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int line = from; line <= to; line++) {
            lines.append("\u001b[%d;1H\u001b[2K".formatted(line));
        }
        return lines.toString();
    }
}
