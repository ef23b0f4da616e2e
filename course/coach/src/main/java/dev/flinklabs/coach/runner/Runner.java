package dev.flinklabs.coach.runner;

import dev.flinklabs.coach.runner.WorkspaceCompiler.Compilation;
import dev.flinklabs.coach.runner.loader.PhaseLoader;
import dev.flinklabs.coach.runner.loader.WorkspaceLoader;

import org.junit.platform.launcher.core.LauncherFactory;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;

/**
 * The grading JVM: compiles workspaces and runs their tests, one after the other, for the
 * supervisor that started it.
 *
 * <p>The supervisor writes a token, one line, to the standard input and keeps that open; the runner
 * answers on its standard output with the port of its {@link Door}. {@link Request}s come in there
 * and {@link Report}s go out, as serialized objects. When the connection or the standard input
 * ends, so does the JVM.
 */
public final class Runner {

    /** How long libraries may take to end in order when the supervisor is gone. */
    public static final int FAREWELL_SECONDS = 5;

    private static final StudentCode NONE = new StudentCode(Map.of(), List.of());

    private final PhaseLoader loader = (PhaseLoader) ClassLoader.getSystemClassLoader();
    private final WorkspaceCompiler compiler = new WorkspaceCompiler(PhaseLoader.classPath());
    private final PrintStream console;
    private final ObjectInputStream requests;
    private final ObjectOutputStream reports;
    private final PastRuns pastRuns = new PastRuns();
    private volatile StudentCode code = NONE;

    private Runner(Socket supervisor, PrintStream console) throws IOException {
        this.console = console;
        this.reports = new ObjectOutputStream(supervisor.getOutputStream());
        reports.flush();
        this.requests = new ObjectInputStream(supervisor.getInputStream());
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream console = new Console();
        InputStream lifeline = System.in;
        System.setOut(console);
        System.setErr(console);
        // Some libraries start JVMs of their own and look here for what to give them.
        System.setProperty("java.class.path", PhaseLoader.classPath());

        String token = Door.tokenFrom(lifeline);
        try (ServerSocket door = Door.open()) {
            console.println(Door.announcement(door));
            startDaemon("lifeline", () -> waitForEnd(lifeline));
            Runner runner = new Runner(Door.accept(door, token), console);
            Runtime.getRuntime().addShutdownHook(new Thread(runner::reportExit, "report-exit"));
            startDaemon("session", runner::openSession);
            runner.serve();
        }
    }

    /** What the tests' libraries want to do once in a JVM, they do while the code is compiled. */
    private void openSession() {
        LauncherFactory.openSession();
        report(new Report.Warm());
    }

    private void serve() {
        try {
            while (true) {
                Object request = requests.readObject();
                if (request instanceof Request.Grade grade) {
                    startDaemon("lab " + grade.id(), () -> report(finish(grade)));
                } else if (request instanceof Request.Locate) {
                    report(Standstill.of(code));
                }
            }
        } catch (IOException | ClassNotFoundException e) {
            leave();
        }
    }

    private Report.Finished finish(Request.Grade request) {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        System.setIn(InputStream.nullInputStream());
        System.setOut(console);
        System.setErr(console);
        try {
            return grade(request);
        } catch (IOException | RuntimeException | Error e) {
            Failure failure = Failure.of(e, request.id(), code);
            return new Report.Finished(List.of(), failure.message(), true);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
            System.out.flush();
            System.err.flush();
            console.print(request.endOfOutput());
        }
    }

    private Report.Finished grade(Request.Grade request) throws IOException {
        Path workspace = Path.of(request.workspace());
        code = NONE;
        Compilation compilation = compiler.compile(workspace);
        if (!compilation.error().isEmpty()) {
            return new Report.Finished(List.of(), compilation.error(), false);
        }
        code = new StudentCode(compilation.sources(), request.edit());
        report(new Report.Compiled());

        WorkspaceLoader classes =
                new WorkspaceLoader(compilation.classes(), resources(workspace), loader);
        TestRun run = new TestRun(request.id(), code, this::report);
        loader.use(classes);
        Thread.currentThread().setContextClassLoader(classes);
        try {
            run.run(testClasses(compilation, classes));
        } finally {
            loader.use(null);
        }
        pastRuns.add(classes);
        boolean worn =
                !loader.pinned(compilation.classes().keySet()).isEmpty()
                        || isStillRunning(code)
                        || pastRuns.pileUp();
        return new Report.Finished(run.verdicts(), run.broken(), worn);
    }

    /** In the order of Maven's class path: what the tests bring wins. */
    static List<Path> resources(Path workspace) {
        return Stream.of("test/resources", "main/resources", "main/conf", "main/python")
                .map(directory -> workspace.resolve("src").resolve(directory))
                .toList();
    }

    private static List<Class<?>> testClasses(Compilation compilation, ClassLoader classes) {
        List<Class<?>> tests = new ArrayList<>();
        for (String name : compilation.testClasses()) {
            try {
                tests.add(Class.forName(name, false, classes));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return tests;
    }

    /** Whether another thread than this one is still in the workspace's code. */
    private static boolean isStillRunning(StudentCode code) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey() != Thread.currentThread())
                .flatMap(thread -> Stream.of(thread.getValue()))
                .anyMatch(frame -> code.isOfWorkspace(frame.getClassName()));
    }

    private synchronized void report(Report report) {
        try {
            reports.writeObject(report);
            reports.reset();
            reports.flush();
        } catch (IOException e) {
            leave();
        }
    }

    /**
     * Runs when the JVM ends: if {@code System.exit} did it, the thread that called it still stands
     * there.
     */
    private void reportExit() {
        for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
            boolean exits = Stream.of(stack).anyMatch(Runner::isExit);
            if (exits && Stream.of(stack).noneMatch(Runner::isOurs)) {
                String where =
                        Stream.of(stack)
                                .filter(frame -> code.isEdited(frame.getClassName()))
                                .findFirst()
                                .map(StudentCode::line)
                                .orElse("");
                report(new Report.Exiting(where));
            }
        }
    }

    static boolean isExit(StackTraceElement frame) {
        return frame.getClassName().equals("java.lang.Runtime")
                && frame.getMethodName().equals("exit");
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().equals(Runner.class.getName())
                && frame.getMethodName().equals("leave");
    }

    private static void waitForEnd(InputStream lifeline) {
        try {
            lifeline.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Ended all the same.
        }
        leave();
    }

    /** Ends this JVM and whatever it started: in order if that is quick, by force if not. */
    private static void leave() {
        startDaemon(
                "farewell",
                () -> {
                    try {
                        Thread.sleep(FAREWELL_SECONDS * 1_000L);
                    } catch (InterruptedException e) {
                        // Then now.
                    }
                    Runtime.getRuntime().halt(0);
                });
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        System.exit(0);
    }

    private static void startDaemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The standard output, which a student's {@code try (var out = System.out)} must not close for
     * the runs to come.
     */
    private static final class Console extends PrintStream {

        private Console() {
            super(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            flush();
        }
    }
}
