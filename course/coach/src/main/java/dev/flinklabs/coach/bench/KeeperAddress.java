package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.trouble.Trouble;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Where a keeper is to be found, as {@code .lab/bench/address} says. Whoever can read that file can
 * have code run by the keeper: it is for its owner alone.
 *
 * @param root the course that it keeps benches for; a copied course brings along a file that means
 *     another
 * @param conditions as in {@link Conditions}
 * @param pid its process
 * @param started when that process was started, in milliseconds since 1970: pids are used again
 * @param port of its door
 * @param token for its door
 */
record KeeperAddress(Path root, String conditions, long pid, long started, int port, String token) {

    private static final Set<PosixFilePermission> OWNER_ALONE =
            PosixFilePermissions.fromString("rw-------");

    /** A process's start is told from the clock of the moment, which is corrected now and then. */
    private static final long CLOCK_DRIFT_MILLIS = 5_000;

    static Path file(Path root) {
        return root.resolve(".lab").resolve("bench").resolve("address");
    }

    /** The address of this process. */
    static KeeperAddress ofThisProcess(Path root, String conditions, int port, String token) {
        ProcessHandle self = ProcessHandle.current();
        return new KeeperAddress(root, conditions, self.pid(), started(self), port, token);
    }

    /** Empty when there is none, or what is there is no address of this course. */
    static Optional<KeeperAddress> read(Path root) {
        Properties values = new Properties();
        try {
            values.load(new StringReader(Files.readString(file(root))));
            KeeperAddress address =
                    new KeeperAddress(
                            Path.of(values.getProperty("root", "")),
                            values.getProperty("conditions", ""),
                            Long.parseLong(values.getProperty("pid")),
                            Long.parseLong(values.getProperty("started")),
                            Integer.parseInt(values.getProperty("port")),
                            values.getProperty("token", ""));
            return Optional.of(address).filter(each -> each.root.equals(root));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void write() {
        Properties values = new Properties();
        values.setProperty("root", root.toString());
        values.setProperty("conditions", conditions);
        values.setProperty("pid", Long.toString(pid));
        values.setProperty("started", Long.toString(started));
        values.setProperty("port", Integer.toString(port));
        values.setProperty("token", token);
        StringWriter text = new StringWriter();
        try {
            values.store(text, null);
            Disk.createDirectories(file(root).getParent());
            Path fresh =
                    Files.createTempFile(
                            file(root).getParent(),
                            "address",
                            "",
                            PosixFilePermissions.asFileAttribute(OWNER_ALONE));
            Files.writeString(fresh, text.toString());
            Files.move(fresh, file(root), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Trouble.disk(file(root), e);
        }
    }

    /** Whether this is what the file says. */
    boolean isWritten() {
        return read(root).equals(Optional.of(this));
    }

    /** The process, if it lives. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> Math.abs(started(process) - started) < CLOCK_DRIFT_MILLIS);
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
