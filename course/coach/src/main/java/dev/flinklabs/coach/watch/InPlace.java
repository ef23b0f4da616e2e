package dev.flinklabs.coach.watch;

import org.jline.terminal.Size;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Shows a board on a whole terminal, and draws afresh only the lines that are others. */
final class InPlace implements Display {

    private static final String CLEAR = "\u001b[H\u001b[2J";
    private static final String CLEAR_LINE = "\u001b[2K";

    private final View view;
    private final Consumer<String> out;
    private final Supplier<Size> terminal;
    private Size size;
    private List<String> drawn = List.of();

    /**
     * @param out gets what is to be written
     * @param terminal tells the terminal's size; is asked once, and again after each {@link
     *     #redraw}
     */
    InPlace(View view, Consumer<String> out, Supplier<Size> terminal) {
        this.view = view;
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void show(Board board) {
        StringBuilder text = new StringBuilder();
        if (size == null) {
            size = terminal.get();
            drawn = List.of();
            text.append(CLEAR);
        }
        List<String> lines = lines(view.draw(board, size.getColumns(), size.getRows()));
        for (int i = 0; i < lines.size(); i++) {
            if (i >= drawn.size() || !lines.get(i).equals(drawn.get(i))) {
                text.append("\u001b[%d;1H".formatted(i + 1))
                        .append(CLEAR_LINE)
                        .append(lines.get(i));
            }
        }
        drawn = lines;
        if (text.length() > 0) {
            // The cursor rests behind the keys.
            out.accept(text.append("\u001b[%d;999H".formatted(lines.size())).toString());
        }
    }

    @Override
    public void redraw() {
        size = null;
    }

    private List<String> lines(Drawing drawing) {
        List<String> lines = new ArrayList<>(drawing.lines());
        lines.addAll(Collections.nCopies(Math.max(0, size.getRows() - 1 - lines.size()), ""));
        lines.add(drawing.keys());
        return lines;
    }
}
