package dev.flinklabs.testkit.timeline;

/** What a mark on a {@link Timeline} stands for. Each is drawn as one character. */
public enum Symbol {
    /** Something that came in or went out. */
    EVENT("●"),
    /** Something that had to come out. */
    EXPECTED("▲"),
    /** Something that came out and must not, or at which the code failed. */
    WRONG("✘"),
    /** Nothing came out here. */
    NOTHING("·"),
    /** A watermark, or a clock that was set. */
    ADVANCE("▶"),
    /** A snapshot, and what was restored from it. */
    RESTORE("⟲");

    private final String character;

    Symbol(String character) {
        this.character = character;
    }

    /** The character that is drawn. */
    @Override
    public String toString() {
        return character;
    }
}
