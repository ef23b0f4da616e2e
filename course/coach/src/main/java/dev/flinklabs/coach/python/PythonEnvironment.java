package dev.flinklabs.coach.python;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.trouble.Trouble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Python with packages of its own, which lies in the course's directory. It is whole when its
 * {@code lock.txt}, which is written last, equals the lock that it was to be made from; otherwise
 * it counts as not there.
 *
 * @param name what {@code ./lab setup} calls it
 * @param title what people call it
 * @param directory absolute
 * @param lock the packages in it with their hashes, absolute
 * @param first the first version of Python 3 that it runs on
 * @param last the last one
 * @param download how much is downloaded for it, in MB
 * @param disk how much it takes, in MB
 */
public record PythonEnvironment(
        String name,
        String title,
        Path directory,
        Path lock,
        int first,
        int last,
        int download,
        int disk) {

    public boolean isWhole() {
        Path stamp = stamp();
        try {
            return Files.isExecutable(python())
                    && Files.isRegularFile(stamp)
                    && Files.mismatch(stamp, lock) < 0;
        } catch (IOException e) {
            throw Trouble.disk(stamp, e);
        }
    }

    /** Whether it is there and was made from another lock than that of today. */
    boolean isOutOfDate() {
        return Files.isRegularFile(stamp()) && !isWhole();
    }

    Path python() {
        return directory.resolve("bin").resolve("python");
    }

    /** How many packages are in it. The lock may name one for each of several Pythons. */
    int packages() {
        return (int)
                Disk.readText(lock)
                        .lines()
                        .filter(line -> line.contains("=="))
                        .map(line -> line.split("==")[0])
                        .distinct()
                        .count();
    }

    void finish() {
        Disk.replace(stamp(), Disk.read(lock));
    }

    /** Such as {@code 3.9 to 3.12}. */
    public String versions() {
        return "3.%d to 3.%d".formatted(first, last);
    }

    private Path stamp() {
        return directory.resolve("lock.txt");
    }
}
