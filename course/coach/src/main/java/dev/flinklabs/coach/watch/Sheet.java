package dev.flinklabs.coach.watch;

/**
 * A text that covers the verdict for a while.
 *
 * @param kind what it is
 * @param text lines
 * @param anchor what the screenful that is shown first must hold; the beginning when it is nowhere
 * @param turned how many screenfuls were turned over since; past the last comes the first
 */
record Sheet(Kind kind, String text, String anchor, int turned) {

    enum Kind {
        HINT,
        /** Asks whether to go on; anything but a yes is a no. */
        QUESTION,
        OTHER
    }

    static Sheet of(Kind kind, String text) {
        return new Sheet(kind, text, "", 0);
    }

    Sheet turnedOver() {
        return new Sheet(kind, text, anchor, turned + 1);
    }
}
