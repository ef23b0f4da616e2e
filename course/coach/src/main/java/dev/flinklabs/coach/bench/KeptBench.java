package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.runner.Door;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.verdict.LabVerdict;
import dev.flinklabs.coach.workspace.Workspace;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Grades on a bench that stays warm when this process ends, for the commands to come. It is found
 * where an earlier command has left it, or started; {@link Keeper} keeps it.
 */
public final class KeptBench implements Bench {

    private static final ObjectInputFilter ONLY_ANSWERS =
            ObjectInputFilter.Config.createFilter("dev.flinklabs.coach.**;java.base/*;!*");

    /** A keeper says every second that it lives. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration FAREWELL = Duration.ofSeconds(15);
    private static final int ATTEMPTS = 2;

    private final Path root;
    private final String phase;
    private final Properties settings;
    private final String conditions;
    private Socket connection;
    private boolean closed;

    /**
     * @param root as in {@link ProcessBench}
     * @param phase as in {@link ProcessBench}
     */
    public KeptBench(Path root, String phase) {
        this(root, phase, System.getProperties());
    }

    /**
     * @param settings those that begin with {@code lab.} are handed on
     */
    KeptBench(Path root, String phase, Properties settings) {
        this.root = root;
        this.phase = phase;
        this.settings = settings;
        this.conditions = Conditions.of(root, settings, System.getenv());
    }

    /**
     * Ends the kept bench of this course at once, whoever uses it.
     *
     * @return whether there was one
     */
    public static boolean stop(Path root) {
        Optional<ProcessHandle> keeper = KeeperAddress.read(root).flatMap(KeeperAddress::process);
        keeper.ifPresent(KeptBench::end);
        return keeper.isPresent();
    }

    /**
     * {@inheritDoc}
     *
     * @throws Trouble when no bench can be started, or it is stopped meanwhile
     */
    @Override
    public LabVerdict grade(Lab lab, Workspace workspace, BenchListener listener) {
        Errand errand = new Errand(phase, RunTerms.of(lab), workspace.root().toString());
        IOException last = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try (Socket socket = connect()) {
                return grade(errand, socket, listener);
            } catch (IOException e) {
                if (isClosed()) {
                    throw new IllegalStateException("closed", e);
                }
                // Killed, or it hangs. That may have been somebody's deed, and not of this lab.
                last = e;
                KeeperAddress.read(root).flatMap(KeeperAddress::process).ifPresent(KeptBench::kill);
            }
        }
        throw Trouble.machine(
                "The bench was lost twice in the middle of the run (%s). Its log: %s. See how much memory is free (./lab doctor), then run the same command again."
                        .formatted(last.getMessage(), root.relativize(log())));
    }

    /** Leaves the bench to others; a run in its midst is given up. */
    @Override
    public synchronized void close() {
        closed = true;
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException e) {
                // It is gone already.
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private LabVerdict grade(Errand errand, Socket socket, BenchListener listener)
            throws IOException {
        ObjectOutputStream output = new ObjectOutputStream(socket.getOutputStream());
        output.writeObject(errand);
        output.flush();
        ObjectInputStream input = new ObjectInputStream(socket.getInputStream());
        input.setObjectInputFilter(ONLY_ANSWERS);
        while (true) {
            Object answer;
            try {
                answer = input.readObject();
            } catch (ClassNotFoundException e) {
                throw new IOException(e);
            }
            if (answer instanceof Answer.Ended ended) {
                listener.ended(ended.test());
            } else if (answer instanceof Answer.Done done) {
                return done.verdict();
            } else if (answer instanceof Answer.Unable unable) {
                throw Trouble.told(unable.exitCode(), unable.message());
            }
        }
    }

    private Socket connect() throws IOException {
        Socket socket = reach();
        socket.setSoTimeout((int) SILENCE.toMillis());
        synchronized (this) {
            connection = socket;
            if (closed) {
                socket.close();
            }
        }
        return socket;
    }

    /** One command at a time looks for a keeper, so that two do not start one each. */
    private Socket reach() throws IOException {
        synchronized (KeptBench.class) {
            return reachLocked();
        }
    }

    private Socket reachLocked() throws IOException {
        Path file = KeeperAddress.file(root).resolveSibling("lock");
        Disk.createDirectories(file.getParent());
        try (FileChannel channel = open(file);
                FileLock lock = lock(channel, file)) {
            Optional<KeeperAddress> there =
                    KeeperAddress.read(root)
                            .filter(each -> each.conditions().equals(conditions))
                            .filter(each -> each.process().isPresent());
            if (there.isPresent()) {
                try {
                    return Door.enter(there.get().port(), there.get().token());
                } catch (IOException e) {
                    // It is ending.
                }
            }
            String token = Door.newToken();
            return Door.enter(start(token), token);
        }
    }

    private static FileChannel open(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw Trouble.disk(file, e);
        }
    }

    private static FileLock lock(FileChannel channel, Path file) {
        try {
            return channel.lock();
        } catch (IOException e) {
            throw Trouble.disk(file, e);
        }
    }

    private int start(String token) {
        try {
            Process process =
                    new ProcessBuilder(command())
                            .directory(root.toFile())
                            .redirectError(log().toFile())
                            .start();
            try {
                return Door.portOf(process, token);
            } finally {
                process.getInputStream().close();
                process.getOutputStream().close();
            }
        } catch (IOException e) {
            throw Trouble.machine("The bench cannot be started. " + e.getMessage() + said());
        }
    }

    private List<String> command() {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                // Ctrl-C and the end of a terminal are meant for the command that
                                // runs there; a signal that is ignored stays so over exec.
                                "sh", "-c", "trap '' HUP INT QUIT TSTP; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
        Conditions.ofCourse(settings).forEach(setting -> command.add("-D" + setting));
        command.addAll(
                List.of(
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Keeper.class.getName(),
                        root.toString(),
                        conditions));
        return command;
    }

    private Path log() {
        return KeeperAddress.file(root).resolveSibling("log");
    }

    private String said() {
        try {
            return "\n" + Files.readString(log()).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static void end(ProcessHandle keeper) {
        keeper.destroy();
        if (!waitFor(keeper)) {
            kill(keeper);
        }
    }

    private static void kill(ProcessHandle keeper) {
        keeper.destroyForcibly();
        waitFor(keeper);
    }

    private static boolean waitFor(ProcessHandle keeper) {
        try {
            keeper.onExit().get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
