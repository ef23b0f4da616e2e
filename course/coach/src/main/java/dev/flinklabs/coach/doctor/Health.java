package dev.flinklabs.coach.doctor;

/** How things stand with something that the course uses. */
public enum Health {
    THERE("✔"),
    /** Absent or unknown, and nothing waits for it now. */
    NOT_NEEDED_NOW("○"),
    LACKING("✘");

    private final String mark;

    Health(String mark) {
        this.mark = mark;
    }

    public String mark() {
        return mark;
    }
}
