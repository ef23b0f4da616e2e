package dev.flinklabs.coach.grading;

import java.util.Optional;

/** Something that a lab may need beside a JDK. */
@FunctionalInterface
public interface Need {

    /** Empty when it is there; otherwise says in a sentence what is absent and what provides it. */
    Optional<String> absent();

    /** The command that provides it; empty when there is none to tell. */
    default String provider() {
        return "";
    }
}
