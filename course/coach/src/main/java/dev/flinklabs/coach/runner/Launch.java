package dev.flinklabs.coach.runner;

import dev.flinklabs.coach.runner.WorkspaceCompiler.Compilation;
import dev.flinklabs.coach.runner.loader.PhaseLoader;
import dev.flinklabs.coach.runner.loader.WorkspaceLoader;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JVM of {@code ./lab run}: compiles one workspace, and hands over to a main class on the
 * phase's class path, which knows what is to be done with it. Does not outlive the coach.
 *
 * <p>Arguments: the coach's process id; the workspace, absolute; then what the main class gets,
 * after which the names of the workspace's test classes come as {@code --tests A,B}. Exits with the
 * main class's code, or with one of those below.
 */
public final class Launch {

    /** The main class. */
    public static final String MAIN = "dev.flinklabs.testkit.stack.Main";

    /** The workspace does not compile; the standard error says why. */
    public static final int DOES_NOT_COMPILE = 1;

    /** The main class failed; the standard error has its trace. */
    public static final int FAILED = 70;

    private Launch() {}

    public static void main(String[] arguments) throws Exception {
        endWith(Long.parseLong(arguments[0]));
        // Some libraries start JVMs of their own and look here for what to give them.
        System.setProperty("java.class.path", PhaseLoader.classPath());
        PhaseLoader loader = (PhaseLoader) ClassLoader.getSystemClassLoader();
        Path workspace = Path.of(arguments[1]);
        Compilation compilation = new WorkspaceCompiler(PhaseLoader.classPath()).compile(workspace);
        if (!compilation.error().isEmpty()) {
            System.err.println("It does not compile.\n\n" + compilation.error());
            System.exit(DOES_NOT_COMPILE);
        }
        tellExit(new StudentCode(compilation.sources(), List.of()), System.err);
        WorkspaceLoader classes =
                new WorkspaceLoader(compilation.classes(), Runner.resources(workspace), loader);
        loader.use(classes);
        Thread.currentThread().setContextClassLoader(classes);
        List<String> given = new ArrayList<>(Arrays.asList(arguments).subList(2, arguments.length));
        given.addAll(List.of("--tests", String.join(",", compilation.testClasses())));
        handOver(given.toArray(String[]::new));
    }

    private static void handOver(String[] arguments) throws ReflectiveOperationException {
        try {
            Class.forName(MAIN).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            if (!isEnding()) {
                e.getCause().printStackTrace();
            }
            System.exit(FAILED);
        }
    }

    /** What fails because the JVM ends is no failure to tell. */
    private static boolean isEnding() {
        // No hook can be added any more then, and there is no other way to ask.
        Thread probe = new Thread();
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    /** Tells where the workspace's code ends this JVM, should it do so. */
    private static void tellExit(StudentCode code, PrintStream screen) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () ->
                                        exit(code)
                                                .ifPresent(
                                                        line ->
                                                                screen.printf(
                                                                        "%nThe code ended the JVM with System.exit, in %s.%n",
                                                                        line)),
                                "tell-exit"));
    }

    private static Optional<String> exit(StudentCode code) {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Stream.of(stack).anyMatch(Runner::isExit))
                .flatMap(Stream::of)
                .filter(frame -> code.isOfWorkspace(frame.getClassName()))
                .findFirst()
                .map(StudentCode::line);
    }

    /** Ends this JVM when the coach has ended, however that was. */
    private static void endWith(long coach) {
        ProcessHandle.of(coach)
                .map(ProcessHandle::onExit)
                .ifPresentOrElse(
                        exit -> exit.thenRun(() -> System.exit(FAILED)), () -> System.exit(FAILED));
    }
}
