package dev.flinklabs.coach.python;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.programs.ProcessTree;
import dev.flinklabs.coach.programs.Program;
import dev.flinklabs.coach.python.Pythons.Python;
import dev.flinklabs.coach.trouble.Trouble;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a {@link PythonEnvironment}. What an earlier installation has left half done is thrown
 * away; one that is whole is kept as it is.
 */
public final class Installation {

    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    /** Variables that would let other packages into the environment, or pip out of it. */
    private static final List<String> FOREIGN =
            List.of(
                    "PYTHONHOME",
                    "PYTHONPATH",
                    "VIRTUAL_ENV",
                    "PIP_TARGET",
                    "PIP_PREFIX",
                    "PIP_USER");

    private final PythonEnvironment environment;
    private final Pythons pythons;
    private final PrintStream screen;
    private final boolean terminal;
    private final String again;

    /**
     * @param pythons one of which makes the environment
     * @param screen hears what goes on
     * @param terminal whether a line on the screen can be overwritten
     */
    public Installation(
            PythonEnvironment environment, Pythons pythons, PrintStream screen, boolean terminal) {
        this.environment = environment;
        this.pythons = pythons;
        this.screen = screen;
        this.terminal = terminal;
        this.again = "./lab setup " + environment.name();
    }

    /**
     * Returns when the environment is whole.
     *
     * @throws Trouble when it cannot be made
     */
    public void run() {
        if (environment.isWhole()) {
            screen.println(environment.title() + " is set up.");
            return;
        }
        Path lock = environment.directory().resolveSibling(environment.name() + ".lock");
        Disk.createDirectories(lock.getParent());
        try (FileChannel turn =
                FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (turn.tryLock() == null) {
                screen.println("Another process is setting up this. Waiting for it.");
                turn.lock();
            }
            if (!environment.isWhole()) {
                install();
            }
        } catch (IOException e) {
            throw Trouble.disk(lock, e);
        }
    }

    private void install() {
        long begun = System.nanoTime();
        Python python = python();
        screen.println(
                "Setting up %s with Python %s%s. This downloads about %d MB and takes %d MB in %s; a few minutes."
                        .formatted(
                                environment.title(),
                                python.version(),
                                environment.isOutOfDate() ? ", because its lock has changed" : "",
                                environment.download(),
                                environment.disk(),
                                environment.directory()));
        Disk.delete(environment.directory());
        makeEnvironment(python);
        installPackages();
        environment.finish();
        screen.println(
                "%s is set up, in %d s. It works offline from now on."
                        .formatted(
                                environment.title(),
                                Duration.ofNanos(System.nanoTime() - begun).toSeconds()));
    }

    private Python python() {
        return pythons.between(environment.first(), environment.last())
                .orElseThrow(
                        () -> {
                            List<String> others = pythons.versions();
                            return Trouble.machine(
                                    "%s runs on Python %s, and here is %s. Install one of these beside it (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python@3.12; or https://docs.astral.sh/uv: uv python install 3.12), then run %s again."
                                            .formatted(
                                                    environment.title(),
                                                    environment.versions(),
                                                    others.isEmpty()
                                                            ? "none"
                                                            : "only " + String.join(", ", others),
                                                    again));
                        });
    }

    private void makeEnvironment(Python python) {
        boolean made =
                Program.endsWell(
                        log().getParent(),
                        TWO_MINUTES,
                        log(),
                        python.command(),
                        "-m",
                        "venv",
                        environment.directory().toString());
        if (made) {
            return;
        }
        String said = Disk.readText(log()).strip();
        boolean lacksModule = said.contains("ensurepip") || said.contains("No module named venv");
        throw Trouble.machine(
                lacksModule
                        ? "Python %s is here without its module venv, in which packages are installed. Install that (Debian, Ubuntu: apt install python3-venv, or python3.%d-venv), then run %s again."
                                .formatted(python.version(), python.minor(), again)
                        : "Python %s does not make an environment in %s. It says: %s"
                                .formatted(
                                        python.version(),
                                        environment.directory(),
                                        Optional.of(said)
                                                .filter(text -> !text.isEmpty())
                                                .orElse("nothing")));
    }

    private void installPackages() {
        PipOutput output = new PipOutput(environment, screen, terminal);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                environment.python().toString(),
                                "-m",
                                "pip",
                                "install",
                                "--require-hashes",
                                // The lock is complete; to ask each package again takes minutes.
                                "--no-deps",
                                "--no-input",
                                "--disable-pip-version-check",
                                "--progress-bar",
                                "off",
                                "--retries",
                                "2",
                                "-r",
                                environment.lock().toString()));
        try {
            if (!endsWell(command, output)) {
                throw output.failure(again);
            }
        } finally {
            output.erase();
        }
    }

    /** What the step of the moment prints. */
    private Path log() {
        return environment.directory().resolveSibling(environment.name() + ".log");
    }

    private boolean endsWell(List<String> command, PipOutput output) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(environment.directory().toFile())
                        .redirectErrorStream(true);
        builder.environment().keySet().removeAll(FOREIGN);
        // Sentences are read from what it prints.
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("PYTHONUNBUFFERED", "1");
        Thread ender = null;
        try {
            Process pip = builder.start();
            ender = new Thread(() -> ProcessTree.kill(pip), "end-pip");
            Runtime.getRuntime().addShutdownHook(ender);
            pip.getOutputStream().close();
            try (BufferedReader lines = pip.inputReader(StandardCharsets.UTF_8);
                    Writer log = Files.newBufferedWriter(log())) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    log.write(line + "\n");
                    log.flush();
                    output.read(line);
                }
            }
            return pip.waitFor() == 0;
        } catch (IOException e) {
            throw Trouble.disk(environment.python(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            remove(ender);
        }
    }

    private static void remove(Thread hook) {
        try {
            if (hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook runs.
        }
    }
}
