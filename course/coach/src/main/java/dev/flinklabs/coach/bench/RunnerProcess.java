package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.programs.ProcessTree;
import dev.flinklabs.coach.runner.Door;
import dev.flinklabs.coach.runner.Report;
import dev.flinklabs.coach.runner.Request;
import dev.flinklabs.coach.runner.Runner;
import dev.flinklabs.coach.runner.loader.PhaseLoader;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One runner, seen from outside: its process, the connection to it and its output. */
final class RunnerProcess implements AutoCloseable {

    private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);
    private static final ObjectInputFilter ONLY_REPORTS =
            ObjectInputFilter.Config.createFilter("dev.flinklabs.coach.**;java.base/*;!*");

    private final Path temporary;
    private final int heapMegabytes;
    private final Process process;
    private final Thread ender = new Thread(this::endInOrder, "end-runner");
    private final OutputTail output = new OutputTail();
    private final BlockingQueue<Optional<Report>> reports = new LinkedBlockingQueue<>();
    private final OutputStream lifeline;
    private final Socket socket;
    private final ObjectOutputStream requests;

    /**
     * Starts a runner, and sees to it that it does not outlive this JVM.
     *
     * @param classPathFile where the phase's class path stands
     * @param temporary a directory that goes away with the process: where it works and keeps
     *     temporary files
     * @throws IOException when it does not come up; says what it printed
     */
    RunnerProcess(Path classPathFile, Path temporary, int heapMegabytes) throws IOException {
        this.temporary = temporary;
        this.heapMegabytes = heapMegabytes;
        String token = Door.newToken();
        process =
                new ProcessBuilder(command(classPathFile, temporary, heapMegabytes, Runner.class))
                        .directory(temporary.toFile())
                        .redirectErrorStream(true)
                        .start();
        lifeline = process.getOutputStream();
        try {
            Runtime.getRuntime().addShutdownHook(ender);
            socket = Door.enter(Door.portOf(process, token), token);
            requests = new ObjectOutputStream(socket.getOutputStream());
            requests.flush();
        } catch (IOException | IllegalStateException e) {
            // The latter: this JVM is ending, and takes no more hooks.
            end();
            throw e instanceof IOException failure ? failure : new IOException(e);
        }
        startDaemon("runner-output", () -> output.drain(process.getInputStream()));
        startDaemon("runner-reports", this::receive);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    /** Asks. What the runner printed before is forgotten when a run begins. */
    void send(Request request) throws IOException {
        if (request instanceof Request.Grade grade) {
            output.begin(grade.endOfOutput());
        }
        requests.writeObject(request);
        requests.flush();
    }

    /**
     * The next report; empty when the runner is gone.
     *
     * @throws TimeoutException when none has come by the deadline, a {@link System#nanoTime}
     */
    Optional<Report> next(long deadline) throws TimeoutException, InterruptedException {
        Optional<Report> next = reports.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
            throw new TimeoutException();
        }
        return next;
    }

    /** What was printed in the run that was asked for last. */
    String output() {
        return output.end(LAST_OUTPUT);
    }

    /** With what the process ended; empty when it has not within this time. */
    OptionalInt exitCode(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /** Lets the runner end in order, or kills it where that takes too long. */
    @Override
    public void close() {
        endInOrder();
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
        forget();
    }

    /** Kills the runner and all that it started, at once. */
    void end() {
        kill();
        forget();
    }

    /** A container is nobody's child: a runner that is killed leaves it behind. */
    private void endInOrder() {
        try {
            lifeline.close();
            exitCode(Duration.ofSeconds(Runner.FAREWELL_SECONDS));
        } catch (IOException e) {
            // It is gone already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(ender);
        } catch (IllegalStateException e) {
            // This JVM is ending: the hook runs anyway, and finds nothing left to do.
        }
    }

    private void kill() {
        ProcessTree.kill(process);
        TemporaryDirectories.delete(temporary);
    }

    private void receive() {
        try (ObjectInputStream input = new ObjectInputStream(socket.getInputStream())) {
            input.setObjectInputFilter(ONLY_REPORTS);
            while (true) {
                reports.add(Optional.of((Report) input.readObject()));
            }
        } catch (IOException | ClassNotFoundException e) {
            reports.add(Optional.empty());
        }
    }

    /** Starts a class of the coach's runner in a JVM with a phase's class path. */
    static List<String> command(
            Path classPathFile, Path temporary, int heapMegabytes, Class<?> main)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx" + heapMegabytes + "m",
                        "-XX:+ExitOnOutOfMemoryError"));
        // With one tier a JVM reserves 48 MB for compiled code, which a hundred verdicts fill.
        command.add("-XX:ReservedCodeCacheSize=128m");
        if (Runtime.version().feature() >= 24) {
            // Flink and Kafka use JNI and Unsafe; newer JDKs warn of it on every start.
            command.addAll(
                    List.of(
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow"));
        }
        // Where the language is Turkish, Flink and Kafka ask for things that do not exist.
        command.addAll(List.of("-Duser.language=", "-Duser.country="));
        Conditions.ofCourse(System.getProperties()).forEach(setting -> command.add("-D" + setting));
        // An empty directory: with it as a job's class path, Flink makes a class loader for each.
        Path userClassPath = Files.createDirectory(temporary.resolve("user-classpath"));
        command.addAll(
                List.of(
                        "-Dfile.encoding=UTF-8",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dlab.user.classpath=" + userClassPath,
                        "-Dlab.warm=true",
                        "-D" + PhaseLoader.CLASS_PATH_FILE + "=" + classPathFile,
                        "-Djava.system.class.loader=" + PhaseLoader.class.getName(),
                        "-cp",
                        coach(),
                        main.getName()));
        return command;
    }

    /** The runner's classes lie where this class lies. */
    private static String coach() {
        try {
            return Path.of(
                            RunnerProcess.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void startDaemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }
}
