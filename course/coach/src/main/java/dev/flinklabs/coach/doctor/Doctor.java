package dev.flinklabs.coach.doctor;

import dev.flinklabs.coach.python.PythonEnvironment;
import dev.flinklabs.coach.trouble.Trouble;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Looks at everything on this machine that the course uses. */
public final class Doctor {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /**
     * Looks at one thing.
     *
     * @param ifUnknown how things stand with it when it cannot be looked at
     */
    record Probe(String name, Health ifUnknown, Callable<List<Finding>> look) {

        static Probe needed(String name, Supplier<Finding> look) {
            return new Probe(name, Health.LACKING, () -> List.of(look.get()));
        }

        static Probe optional(String name, Supplier<Finding> look) {
            return new Probe(name, Health.NOT_NEEDED_NOW, () -> List.of(look.get()));
        }
    }

    private final Duration deadline;
    private final List<Probe> probes;

    /**
     * @param deadline after which no answer is waited for
     */
    Doctor(Duration deadline, List<Probe> probes) {
        this.deadline = deadline;
        this.probes = probes;
    }

    /**
     * @param root the course's directory
     * @param environments those that {@code ./lab setup} can install
     */
    public static Doctor ofThisMachine(Path root, List<PythonEnvironment> environments) {
        Probes probes = new Probes(root, new ThisMachine(root));
        List<Probe> all =
                new ArrayList<>(
                        List.of(
                                Probe.needed("JDK", probes::jdk),
                                Probe.needed("memory", probes::memory),
                                Probe.needed("disk", probes::disk),
                                Probe.needed("ports", probes::ports),
                                Probe.needed("folders", probes::folders),
                                Probe.needed("libraries", probes::libraries),
                                Probe.needed("git", probes::git),
                                Probe.optional("Maven", probes::maven),
                                Probe.optional("encoding", probes::encoding),
                                new Probe("IDE", Health.NOT_NEEDED_NOW, () -> IdeProbe.look(root)),
                                Probe.optional("Docker", probes::docker)));
        for (PythonEnvironment each : environments) {
            all.add(Probe.optional(each.title(), () -> probes.environment(each)));
        }
        all.add(Probe.optional("promtool", probes::promtool));
        return new Doctor(DEADLINE, all);
    }

    /** All findings, in a fixed order. What cannot be looked at in time is a finding too. */
    public List<Finding> look() {
        ExecutorService threads = Executors.newCachedThreadPool(Doctor::daemon);
        long end = System.nanoTime() + deadline.toNanos();
        try {
            List<Future<List<Finding>>> answers =
                    probes.stream().map(probe -> threads.submit(probe.look())).toList();
            List<Finding> findings = new ArrayList<>();
            for (int i = 0; i < probes.size(); i++) {
                findings.addAll(answer(probes.get(i), answers.get(i), end));
            }
            return findings;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Finding> answer(Probe probe, Future<List<Finding>> answer, long end) {
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return unknown(
                    probe,
                    "no answer within %d s".formatted(deadline.toSeconds()),
                    "Run ./lab doctor again when the machine has less to do.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Trouble trouble) {
                return unknown(probe, "could not be looked at", trouble.getMessage());
            }
            throw new IllegalStateException(probe.name(), e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(probe.name(), e);
        }
    }

    private static List<Finding> unknown(Probe probe, String found, String remedy) {
        return List.of(new Finding(probe.ifUnknown(), probe.name(), found, "", remedy));
    }

    /** A probe that hangs must not keep the process from ending. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "probe");
        thread.setDaemon(true);
        return thread;
    }
}
