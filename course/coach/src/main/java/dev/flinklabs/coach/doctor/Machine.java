package dev.flinklabs.coach.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** What can be asked of the machine that the course runs on. */
interface Machine {

    /** A system property of this JVM; empty when it is not set. */
    String property(String name);

    /** A variable of the environment; empty when it is not set. */
    String variable(String name);

    /** Physical memory, or what this process's container allows it; in bytes. */
    long memory();

    /** What of it programs can still have, in bytes; empty where the system does not tell. */
    OptionalLong availableMemory();

    /** What the user can still write to the disk of a path, in bytes. */
    long availableDisk(Path path) throws IOException;

    /** Listens for a moment on a free port of the loopback address. */
    void listen() throws IOException;

    /**
     * What a program prints, without blanks around it; empty when it is not there, fails, or takes
     * longer than three seconds.
     */
    Optional<String> output(String... command);
}
