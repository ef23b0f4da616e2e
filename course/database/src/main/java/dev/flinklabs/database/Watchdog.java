package dev.flinklabs.database;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Waits for the end of this JVM, however it comes, then ends the PostgreSQL of a directory and
 * takes the directory away. A server is a daemon and no child of the JVM that had it started; what
 * a JVM that is killed leaves behind would run on.
 */
final class Watchdog {

    /**
     * Standard input ends with the JVM that holds the other end. Who watches is nobody's child: a
     * JVM is often killed with all that it has started. Five seconds are enough: in a container
     * where process 1 waits for nobody, what is dead is never gone.
     */
    private static final String SCRIPT =
            """
            ( (
              cat <&3 >/dev/null
              if read -r pid <"$0/data/postmaster.pid"; then
                kill -INT "$pid"
                looks=50
                while [ $looks -gt 0 ] && kill -0 "$pid"; do looks=$((looks - 1)); sleep 0.1; done
                rm -rf "$0"
              fi
            ) & ) 3<&0
            cat >/dev/null
            """;

    private Watchdog() {}

    /** Begins before the server does: there is no moment at which nobody watches. */
    static Process over(Path directory) {
        try {
            return new ProcessBuilder("sh", "-c", SCRIPT, directory.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("sh does not start: " + e.getMessage(), e);
        }
    }
}
