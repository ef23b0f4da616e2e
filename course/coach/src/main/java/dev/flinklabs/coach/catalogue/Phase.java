package dev.flinklabs.coach.catalogue;

import java.nio.file.Path;
import java.util.List;

/**
 * One phase of the course.
 *
 * @param number what its labs' ids begin with
 * @param title the first heading of its README; the directory's name while there is none
 * @param directory absolute
 * @param labs in the order of their numbers, never empty
 */
public record Phase(int number, String title, Path directory, List<Lab> labs) {

    /**
     * The directory's name, such as {@code phase-2-jobs}: it names the phase's mirror under {@code
     * solutions/} too.
     */
    public String name() {
        return directory.getFileName().toString();
    }
}
