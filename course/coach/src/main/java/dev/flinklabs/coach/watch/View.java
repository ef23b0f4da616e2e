package dev.flinklabs.coach.watch;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.report.LabPaths;
import dev.flinklabs.coach.report.Screen;
import dev.flinklabs.coach.report.TerminalReport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a board as lines of text: how the lab stands, below it the verdict or a sheet, and at the
 * bottom the keys.
 */
final class View {

    private static final String GAP = "     ";
    private static final String KEYS =
            "h hint   n next   l list   r rerun   x reset   ? help   q quit";
    private static final int HEAD = 3;
    private static final int FOOT = 2;
    private static final int SEPARATE_LINE = 2;
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final Screen screen;
    private final LabPaths paths;
    private final TerminalReport report;

    View(Screen screen, LabPaths paths) {
        this.screen = screen;
        this.paths = paths;
        this.report = new TerminalReport(screen, paths);
    }

    /** A verdict in one line. */
    String headline(Grade verdict) {
        return report.headline(verdict);
    }

    /**
     * Draws it in less than so many lines, and none wider than that.
     *
     * @param width in columns
     * @param height in lines
     */
    Drawing draw(Board board, int width, int height) {
        Lines lines = new Lines(width, screen.colours());
        int room = Math.max(0, height - HEAD - FOOT);
        Drawing body =
                board.sheet()
                        .map(sheet -> screenful(sheet, lines, room))
                        .orElseGet(() -> verdict(board, lines, room));
        List<String> drawn = new ArrayList<>();
        drawn.add(status(board));
        drawn.add(screen.faint("  " + below(board)));
        drawn.add("");
        drawn.addAll(body.lines());
        return new Drawing(
                drawn.stream().limit(Math.max(0, height - 1)).map(lines::cut).toList(),
                lines.cut(screen.faint(body.keys())));
    }

    private String status(Board board) {
        if (board.running().isPresent()) {
            return name(board.lab()) + GAP + progress(board.lab(), board.running().get());
        }
        return board.verdict().map(report::headline).orElseGet(() -> name(board.lab()));
    }

    private String name(Lab lab) {
        return screen.bold(lab.id() + " " + lab.title());
    }

    private String progress(Lab lab, Board.Running running) {
        String tests = running.ended() == 0 ? "" : GAP + running.ended() + " of " + lab.tests();
        boolean isLong = running.time().compareTo(SHORT) >= 0;
        return screen.yellow("running")
                + tests
                + (isLong ? GAP + running.time().toSeconds() + " s" : "");
    }

    private String below(Board board) {
        return isOutdated(board) ? "What it said before this run:" : paths.page(board.lab());
    }

    /** Whether the verdict is one of before; a green one is not shown then. */
    private static boolean isOutdated(Board board) {
        return board.running().isPresent()
                && board.sheet().isEmpty()
                && board.verdict().filter(verdict -> !verdict.isGreen()).isPresent();
    }

    private static Drawing screenful(Sheet sheet, Lines lines, int height) {
        List<String> all = lines.of(sheet.text());
        int room = Math.max(1, height);
        int count = Math.max(1, (all.size() + room - 1) / room);
        int shown = (firstWith(sheet.anchor(), all) / room + sheet.turned()) % count;
        int from = shown * room;
        String turn = count == 1 ? "" : "space more (%d of %d)   ".formatted(shown + 1, count);
        return new Drawing(
                all.subList(from, Math.min(all.size(), from + room)), turn + keys(sheet.kind()));
    }

    private static int firstWith(String anchor, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(anchor)) {
                return i;
            }
        }
        return 0;
    }

    private static String keys(Sheet.Kind kind) {
        return switch (kind) {
            case QUESTION -> "y yes   any other key: no";
            case HINT -> "h next hint   esc back   q quit";
            case OTHER -> "esc back   q quit";
        };
    }

    private Drawing verdict(Board board, Lines lines, int room) {
        List<List<String>> parts = parts(board, lines);
        int count = parts.stream().mapToInt(List::size).sum();
        int foot = board.report().isPresent() ? SEPARATE_LINE : 0;
        List<String> shown = new ArrayList<>();
        if (count + foot <= room) {
            parts.forEach(shown::addAll);
            board.report()
                    .ifPresent(file -> add(shown, "Whole traces, and what was printed: " + file));
        } else {
            add(shown, fit(parts, Math.max(0, room - SEPARATE_LINE), shown, board));
        }
        return new Drawing(shown.stream().limit(room).toList(), KEYS);
    }

    private List<List<String>> parts(Board board, Lines lines) {
        List<String> parts = new ArrayList<>();
        if (!board.trouble().isEmpty()) {
            parts.add("\n  " + board.trouble());
        }
        boolean green = board.verdict().filter(Grade::isGreen).isPresent();
        if (green && board.running().isEmpty()) {
            parts.add("\n" + board.afterGreen());
        } else if (!green) {
            board.verdict().map(report::details).ifPresent(parts::addAll);
        }
        if (!parts.isEmpty()) {
            parts.set(0, parts.get(0).replaceFirst("^\n", ""));
        }
        return parts.stream().map(lines::of).toList();
    }

    /**
     * As many parts as there is room for, whole; of the first one, if need be, its beginning.
     * Returns what to say of the rest.
     */
    private static String fit(List<List<String>> parts, int room, List<String> shown, Board board) {
        int whole = 0;
        while (whole < parts.size() && shown.size() + parts.get(whole).size() <= room) {
            shown.addAll(parts.get(whole++));
        }
        int left = parts.size() - whole;
        if (whole == 0 && left > 0) {
            shown.addAll(parts.get(0).subList(0, room));
        }
        if (board.report().isEmpty()) {
            return "… a higher window shows the rest.";
        }
        String more = whole == 0 ? "… the rest" : left + " more";
        return "%s, with traces and what was printed: %s".formatted(more, board.report().get());
    }

    private static void add(List<String> shown, String sentence) {
        shown.add("");
        shown.add(sentence);
    }
}
