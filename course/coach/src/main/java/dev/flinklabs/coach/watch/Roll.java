package dev.flinklabs.coach.watch;

import org.jline.terminal.Size;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Shows a board on a terminal that can only go on: prints what is new below what was there. */
final class Roll implements Display {

    /** Nothing has to be cut, where what scrolls away can be scrolled back. */
    private static final int HEIGHT = 500;

    private final View view;
    private final Consumer<String> out;
    private final Supplier<Size> terminal;
    private Size size;
    private String printed = "";

    /**
     * @param out gets what is to be written
     * @param terminal tells the terminal's size; is asked once, and again after each {@link
     *     #redraw}
     */
    Roll(View view, Consumer<String> out, Supplier<Size> terminal) {
        this.view = view;
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void show(Board board) {
        if (size == null) {
            size = terminal.get();
        }
        String text = text(board);
        if (!text.equals(printed)) {
            out.accept("\n" + text);
            printed = text;
        }
    }

    @Override
    public void redraw() {
        size = null;
        printed = "";
    }

    private String text(Board board) {
        if (board.running().isPresent() && board.sheet().isEmpty()) {
            // No more than that: it would be printed with every test that ends.
            return board.lab().id() + " " + board.lab().title() + "     running\n";
        }
        Drawing drawing = view.draw(board, size.getColumns(), HEIGHT);
        List<String> lines = drawing.lines();
        return String.join("\n", lines) + "\n\n" + drawing.keys() + "\n";
    }
}
