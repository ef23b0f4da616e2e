package dev.flinklabs.coach.watch;

/** Where a board is shown. */
interface Display {

    void show(Board board);

    /** What was drawn may be gone: all of it is drawn again. */
    void redraw();
}
