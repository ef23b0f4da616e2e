package dev.flinklabs.testkit.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;

/** Programs for processes to run. */
public final class Programs {

    private Programs() {}

    /** Prints what it is given and how it sees the world, and ends with exit code 3. */
    public static final class Echo {
        public static void main(String[] arguments) {
            System.out.println("said " + List.of(arguments));
            System.out.println("locale '" + Locale.getDefault() + "'");
            System.out.println("zone " + TimeZone.getDefault().getID());
            System.exit(3);
        }
    }

    /** Waits for ever, and says good-bye when it is asked to end. */
    public static final class Waiter {
        public static void main(String[] arguments) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("good-bye")));
            System.out.println("waits");
            new CountDownLatch(1).await();
        }
    }

    /** Starts a waiter, prints its process id, and waits for ever itself. */
    public static final class Parent {
        public static void main(String[] arguments) throws InterruptedException {
            JavaProcess child = JavaProcessTest.command(Waiter.class).start(Path.of(arguments[0]));
            JavaProcessTest.await(() -> child.log().text().contains("waits"));
            System.out.println("child " + child.pid() + ".");
            new CountDownLatch(1).await();
        }
    }

    /** Fails. */
    public static final class Failing {
        public static void main(String[] arguments) {
            throw new IllegalStateException("no shelf is free", new RuntimeException("shelf 7"));
        }
    }
}
