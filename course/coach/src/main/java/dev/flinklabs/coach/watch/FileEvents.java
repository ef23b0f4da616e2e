package dev.flinklabs.coach.watch;

import java.nio.file.Path;
import java.util.Optional;

/** Somebody's word, until it is closed, that something has happened below a directory. */
interface FileEvents extends AutoCloseable {

    @Override
    void close();

    /** Where such words come from. */
    interface Source {

        /** Knows of nothing. */
        Source NONE = (directory, happened) -> Optional.empty();

        /**
         * @param directory at any depth below it
         * @param happened is called on another thread, once or oftener
         * @return empty where there are no events to be had
         */
        Optional<FileEvents> open(Path directory, Runnable happened);
    }
}
