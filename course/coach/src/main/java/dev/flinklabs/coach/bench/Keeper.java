package dev.flinklabs.coach.bench;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.runner.Door;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.trouble.Trouble;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a bench warm between commands: the one of the phase last asked for. A process of its own,
 * which the first command that needs it starts and which ends itself when nobody has come for some
 * minutes, when its address is no longer written where commands look for it, or when it is
 * terminated. Errands wait for one another.
 */
final class Keeper {

    /** The setting that says for how long, in seconds, it waits for the next errand: 600. */
    static final String IDLE_SECONDS = "lab.bench.idle";

    private static final long DEFAULT_IDLE_SECONDS = 600;

    /** A command that is gone may have left a run that is as good as over; its bench stays warm. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Path root;
    private final KeeperAddress address;
    private final Duration idle;
    private final NapDetector nap = new NapDetector(TICK);
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(1);
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Set<Visitor> visitors = ConcurrentHashMap.newKeySet();
    private volatile long lastVisit = System.nanoTime();
    private volatile boolean ending;
    private volatile boolean slept;
    private ProcessBench bench;
    private String phase;
    private Visitor served;

    private Keeper(Path root, KeeperAddress address, Duration idle) {
        this.root = root;
        this.address = address;
        this.idle = idle;
    }

    /**
     * Reads the token from the standard input and answers with the line that {@link Door#portOf}
     * waits for.
     *
     * @param arguments the course, absolute; then the {@link Conditions}
     */
    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Path root = Path.of(arguments[0]);
        String token = Door.tokenFrom(System.in);
        try (ServerSocket door = Door.open()) {
            KeeperAddress address =
                    KeeperAddress.ofThisProcess(root, arguments[1], door.getLocalPort(), token);
            Duration idle = Duration.ofSeconds(Long.getLong(IDLE_SECONDS, DEFAULT_IDLE_SECONDS));
            Keeper keeper = new Keeper(root, address, idle);
            address.write();
            Runtime.getRuntime().addShutdownHook(new Thread(keeper::end, "end"));
            System.out.println(Door.announcement(door));
            System.out.close();
            keeper.ticks.scheduleAtFixedRate(
                    keeper::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
            keeper.serve(door);
        }
    }

    private void serve(ServerSocket door) throws IOException {
        while (true) {
            Socket socket = Door.accept(door, address.token());
            new Thread(() -> receive(socket), "visitor").start();
        }
    }

    private void receive(Socket socket) {
        try (socket) {
            ObjectOutputStream output = new ObjectOutputStream(socket.getOutputStream());
            output.flush();
            ObjectInputStream input = new ObjectInputStream(socket.getInputStream());
            Errand errand = (Errand) input.readObject();
            Visitor visitor = new Visitor(output);
            visitors.add(visitor);
            try {
                startDaemon(() -> waitForEnd(socket, visitor));
                run(errand, visitor);
            } finally {
                visitors.remove(visitor);
                lastVisit = System.nanoTime();
            }
        } catch (IOException | ClassNotFoundException e) {
            // A command that was killed, or of another build.
        }
    }

    private void run(Errand errand, Visitor visitor) {
        turn.lock();
        try {
            if (visitor.isGone() || ending) {
                return;
            }
            serving(visitor);
            renewAfterNap();
            Answer answer = verdict(errand, visitor);
            if (renewAfterNap()) {
                answer = verdict(errand, visitor);
            }
            serving(null);
            visitor.tell(answer);
            // The next errand finds a JVM even where this one has spoiled its own.
            bench.prepare();
        } catch (Trouble e) {
            System.err.println(e.getMessage());
        } finally {
            turn.unlock();
        }
    }

    /**
     * After a nap the libraries believe that others have been silent for as long.
     *
     * @return whether there was one
     */
    private boolean renewAfterNap() {
        boolean stale = slept;
        if (stale) {
            closeBench();
            slept = false;
        }
        return stale;
    }

    private Answer verdict(Errand errand, Visitor visitor) {
        try {
            return new Answer.Done(
                    benchOf(errand.phase())
                            .grade(
                                    errand.terms(),
                                    Path.of(errand.workspace()),
                                    test -> visitor.tell(new Answer.Ended(test))));
        } catch (Trouble e) {
            return new Answer.Unable(e.exitCode(), e.getMessage());
        }
    }

    private synchronized ProcessBench benchOf(String wanted) {
        if (!wanted.equals(phase)) {
            closeBench();
            bench = new ProcessBench(root, wanted);
            phase = wanted;
        }
        return bench;
    }

    private synchronized void serving(Visitor visitor) {
        served = visitor;
    }

    private synchronized void giveUp(Visitor visitor) {
        if (served == visitor) {
            bench.close();
        }
    }

    private synchronized void closeBench() {
        if (bench != null) {
            bench.close();
        }
    }

    /** A visitor says nothing after its errand, so what can be read is the end. */
    private void waitForEnd(Socket socket, Visitor visitor) {
        try {
            socket.getInputStream().read();
        } catch (IOException e) {
            // Gone all the same.
        }
        visitor.goes();
        ticks.schedule(() -> giveUp(visitor), GRACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            visitors.forEach(visitor -> visitor.tell(new Answer.Alive()));
            slept |= nap.noticed();
            boolean isForgotten = System.nanoTime() - lastVisit > idle.toNanos();
            if (visitors.isEmpty() && (isForgotten || !address.isWritten())) {
                System.exit(0);
            }
        } catch (RuntimeException e) {
            e.printStackTrace();
        }
    }

    /** Nothing is left behind. */
    private void end() {
        ending = true;
        visitors.forEach(
                visitor ->
                        visitor.tell(
                                new Answer.Unable(
                                        ExitCode.NOT_RUN,
                                        "The bench was stopped in the middle of the run. Run the same command again.")));
        closeBench();
        if (address.isWritten()) {
            Disk.delete(KeeperAddress.file(root));
        }
    }

    private static void startDaemon(Runnable body) {
        Thread thread = new Thread(body);
        thread.setDaemon(true);
        thread.start();
    }

    /** A command that waits for its answers. */
    private static final class Visitor {

        private final ObjectOutputStream answers;
        private volatile boolean gone;

        private Visitor(ObjectOutputStream answers) {
            this.answers = answers;
        }

        private synchronized void tell(Answer answer) {
            try {
                answers.writeObject(answer);
                answers.reset();
                answers.flush();
            } catch (IOException e) {
                gone = true;
            }
        }

        private void goes() {
            gone = true;
        }

        private boolean isGone() {
            return gone;
        }
    }
}
