package dev.flinklabs.testkit.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The main class of every JVM that {@link JavaCommand} starts. It runs the main class that its
 * first argument names, with the other arguments, and ends the JVM at once when the standard input
 * ends: that is when the JVM that started this one is gone, however it went.
 *
 * <p>Stands on the JDK alone: its class file is handed to the new JVM by itself.
 */
public final class Leash {

    private static final int PARENT_GONE = 143;

    private Leash() {}

    public static void main(String[] arguments) throws Throwable {
        Thread watch = new Thread(Leash::endWithParent, "leash");
        watch.setDaemon(true);
        watch.start();
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        try {
            Class.forName(arguments[0])
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever written; only the end counts.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(PARENT_GONE);
    }
}
